import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";

/** Picks an option of one of our select boxes. */
export async function choose(box: Locator, option: string): Promise<void> {
  await box.click();
  await box.page().getByRole("option", { name: option, exact: true }).click();
}

/** The page's own heading is there: it has been made. */
export async function expectPage(page: Page, title: string | RegExp): Promise<void> {
  await expect(page.locator("main").getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** The element answers to clicks and keys: React has taken over what the server sent. */
export async function expectAlive(element: Locator): Promise<void> {
  await expect
    .poll(() =>
      element
        .first()
        .evaluate((node) => Object.keys(node).some((key) => key.startsWith("__reactProps"))),
    )
    .toBe(true);
}

/** Presses Tab until the element has the focus; says what had it when that never comes. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((node) => node === document.activeElement)) return;
    passed.push(await page.evaluate(() => document.activeElement?.textContent?.slice(0, 20) ?? ""));
  }
  throw new Error(`Tab never came to ${target}; it passed ${passed.join(" | ")}`);
}

/** All that a page says, seen or spoken: text, labels, titles, values. */
export async function wordsOf(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const spoken = ["aria-label", "title", "placeholder", "alt", "value"];
    const said = [...document.querySelectorAll("body *")].flatMap((element) =>
      spoken.flatMap((name) => element.getAttribute(name) ?? []),
    );
    return [document.title, document.body.innerText, ...said].join("\n");
  });
}

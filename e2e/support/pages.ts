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

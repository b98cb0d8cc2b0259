import type { Page } from "@playwright/test";
import { seedLongList } from "./support/long-list.ts";
import { freshName } from "./support/seed.ts";
import { expect, test } from "./support/test.ts";

const pairs = 20_000;

let base = "";
test.beforeAll(async ({ studio }) => {
  expect(studio.url).toBeTruthy();
  base = `/projects/${await seedLongList(freshName("long list"), pairs)}/trajectories`;
});

/** How far the list is, and how many rows are in the page. */
function scrollOn(page: Page) {
  return page.getByRole("region", { name: "Trajectories" }).evaluate((list) => {
    list.scrollTop = list.scrollHeight;
    const rows = [...list.querySelectorAll("tbody tr[data-pair]")];
    return { rows: rows.length, last: Number(rows.at(-1)?.getAttribute("aria-rowindex") ?? 0) - 1 };
  });
}

test("20,000 pairs scroll to the last row: at most 100 rows in the page, 200 in a response", async ({
  page,
}) => {
  const sizes: number[] = [];
  page.on("response", async (response) => {
    if (!new URL(response.url()).pathname.endsWith("/pairs")) return;
    const { rows } = (await response.json()) as { rows: unknown[] };
    sizes.push(rows.length);
  });
  await page.goto(base);
  await expect(page.getByText("20,000 pairs")).toBeVisible();
  let most = 0;
  await expect
    .poll(
      async () => {
        const { rows, last } = await scrollOn(page);
        most = Math.max(most, rows);
        return last;
      },
      { timeout: 240_000, intervals: [60] },
    )
    .toBe(pairs);
  expect(most).toBeLessThanOrEqual(100);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
  await expect(page.getByText("Long list, problem 1", { exact: true })).toBeVisible();
});

test("filters, search and the address are one thing, and keys walk the rows", async ({ page }) => {
  await page.goto(base);
  await page.locator("[data-facet=direction] li button").first().click();
  await expect(page).toHaveURL(/direction=1-2/);
  await expect(page.getByText("10,000 pairs")).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("/problem 1234[0-9]$/");
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByText("5 pairs")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(page.locator("tr[data-cursor]")).toContainText("problem 12347");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/trajectories\/\d+\?direction=1-2&q=/);
  await expect(page.getByText("2 of 5")).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.getByText("3 of 5")).toBeVisible();
});

test("a search that is no expression is said in its place", async ({ page }) => {
  await page.goto(`${base}?q=${encodeURIComponent("/(/")}`);
  await expect(
    page.getByRole("alert").filter({ hasText: "is no regular expression" }),
  ).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Filters" })).toBeVisible();
});

import type { Page } from "@playwright/test";
import {
  exportSegments,
  exportTrl,
  type SegmentsRow,
  studentDecoder,
  type TrlRow,
} from "./support/exported.ts";
import { expectPage } from "./support/pages.ts";
import { freshName } from "./support/seed.ts";
import { expect, test } from "./support/test.ts";

const minute = 60_000;
/** Words that no teacher and no template says. */
const typed = "Hold on: the marmalade abacus disagrees.";
const theirs = "Hold on: a second curator thinks so too.";

test("from the first visit to a file that a trainer loads", async ({ page, otherPage }) => {
  test.setTimeout(8 * minute);
  const base = await test.step("first visit: the sample is there and fills by itself", () =>
    watchTheSampleFill(page));
  const pair = await test.step("open a (0,1) pair from its list", () => openCorrection(page, base));
  const before = await newestRevision(page);
  const after = (saves: number) => `r${before + saves}`;
  await test.step("edit its transition: mask and tokens follow while typing", () =>
    edit(page, after(1)));
  await test.step("a second curator saved meanwhile: nothing typed is lost", () =>
    conflict([page, otherPage], pair, [after(2), after(3)]));
  await test.step("bring the first edit back", () => restore(page, after(1), after(4)));
  await test.step("accept, undo, accept by key", () => judge(page));
  await test.step("balance: save the rule", () => balance(page));
  await test.step("freeze", () => freeze(page));
  await test.step("export, and read the files back", () => readBack(page));
});

async function watchTheSampleFill(page: Page): Promise<string> {
  await page.goto("/");
  await page.getByRole("row").filter({ hasText: "sample" }).getByRole("link").first().click();
  await expectPage(page, "Pipeline map");
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  for (const value of ["0,1", "1,1", "1,0", "0,0"]) {
    const cells = page.locator(
      `main a[href*="case=${encodeURIComponent(value)}"], main a[href*="case=${value}"]`,
    );
    await expect(cells.filter({ hasText: /[1-9]/ }).first()).toBeVisible({ timeout: 5 * minute });
  }
  expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
  return new URL(page.url()).pathname;
}

async function openCorrection(page: Page, base: string): Promise<string> {
  await page.goto(`${base}/trajectories`);
  await page.getByRole("link", { name: "Corrections" }).click();
  await page.waitForURL(/case=/);
  // The rows of the tab before stand there, pale, until those of this one come.
  await expect(page.locator("tr[data-pair]").first()).toBeVisible();
  await expect(page.locator('tr[data-pair] [aria-label="case 0,0"]')).toHaveCount(0);
  await page.keyboard.press("j");
  await expect(page.locator("tr[data-cursor]")).toBeVisible();
  await page.keyboard.press("Enter");
  await page.waitForURL(/trajectories\/\d+/);
  await expect(page.getByRole("region", { name: "Transition" })).toBeVisible();
  await page.keyboard.press("2");
  await expectMask(page);
  return new URL(page.url()).pathname;
}

/** In a (0,1) entry the first part is not trained, the executor never, the transition always. */
async function expectMask(page: Page): Promise<void> {
  const line = (selector: string) => page.locator(`main [data-role]${selector}`);
  await expect(line('[data-role="transition"][data-trained="true"]').first()).toBeVisible();
  await expect(line('[data-role="second"][data-trained="true"]').first()).toBeVisible();
  await expect(line('[data-role="transition"][data-trained="false"]')).toHaveCount(0);
  await expect(line('[data-role="first"][data-trained="true"]')).toHaveCount(0);
  await expect(line('[data-kind="executor"][data-trained="true"]')).toHaveCount(0);
}

function field(page: Page) {
  return page.getByRole("textbox", { name: "Transition text" });
}

async function edit(page: Page, saved: string): Promise<void> {
  await page.keyboard.press("e");
  await expect(field(page)).toBeFocused();
  const tokens = page.getByRole("complementary").getByRole("row", { name: /^transition/ });
  const before = (await tokens.textContent()) ?? "";
  await page.keyboard.press("Control+End");
  await page.keyboard.type(` ${typed}`);
  const preview = page.locator('main [data-role="transition"][data-trained="true"]');
  await expect(preview.filter({ hasText: typed }).first()).toBeVisible();
  await expect(tokens).not.toHaveText(before);
  await expectMask(page);
  await page.getByRole("textbox", { name: "Reason" }).fill("says where it went wrong");
  await page.keyboard.press("Control+s");
  await expect(field(page)).toBeHidden();
  await expect(history(page, saved)).toContainText("says where it went wrong");
}

/** Another spec may have edited the same pair before. */
async function newestRevision(page: Page): Promise<number> {
  const newest = page
    .getByRole("listitem")
    .filter({ has: page.locator("time") })
    .first();
  return Number(/r(\d+)/.exec(await newest.innerText())?.[1]);
}

function history(page: Page, revision: string) {
  return page
    .getByRole("listitem")
    .filter({ has: page.getByText(revision, { exact: true }) })
    .filter({ has: page.getByRole("time").or(page.locator("time")) });
}

async function conflict(
  [page, otherPage]: readonly [Page, Page],
  pair: string,
  [mine, merged]: readonly [string, string],
): Promise<void> {
  await otherPage.goto(`${pair}?edit=1`);
  await expect(field(otherPage)).toBeFocused();
  await otherPage.keyboard.press("Control+End");
  await otherPage.keyboard.type(` ${theirs}`);

  await page.keyboard.press("e");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Quite so.");
  await page.keyboard.press("Control+s");
  await expect(field(page)).toBeHidden();
  await expect(history(page, mine)).toBeVisible();

  await otherPage.keyboard.press("Control+s");
  await expect(otherPage.getByText("Somebody saved meanwhile")).toBeVisible();
  await expect(field(otherPage)).toContainText(theirs);
  await expect(otherPage.getByRole("main")).toContainText("Quite so.");
  await otherPage.getByRole("button", { name: `Keep mine, on top of ${mine}` }).click();
  await expect(field(otherPage)).toContainText(theirs);
  await otherPage.keyboard.press("Control+s");
  await expect(field(otherPage)).toBeHidden();
  await expect(history(otherPage, merged)).toBeVisible();
  // The first curator sees it without asking.
  await expect(history(page, merged)).toBeVisible();
}

async function restore(page: Page, to: string, restored: string): Promise<void> {
  await history(page, to).getByRole("button", { name: "Restore" }).click();
  await expect(history(page, restored)).toBeVisible();
  const transition = page.locator('main [data-role="transition"]');
  await expect(transition.filter({ hasText: "marmalade" }).first()).toBeVisible();
  await expect(page.locator("main [data-role]").filter({ hasText: "second curator" })).toHaveCount(
    0,
  );
}

async function judge(page: Page): Promise<void> {
  const accept = page.getByRole("button", { name: "Accept" });
  await page.keyboard.press("a");
  await expect(accept).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("u");
  await expect(accept).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("a");
  await expect(accept).toHaveAttribute("aria-pressed", "true");
}

async function balance(page: Page): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await expectPage(page, "Balance");
  await page.getByRole("button", { name: "Every eligible entry" }).click();
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("link", { name: "Freeze…" })).toBeVisible();
}

async function freeze(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Freeze…" }).click();
  const name = freshName("v").replace(" ", "-");
  await page.getByLabel("Version name").fill(name);
  await page.getByRole("button", { name: "Freeze", exact: true }).click();
  await expectPage(page, name);
}

async function readBack(page: Page): Promise<void> {
  const segments = await exportSegments(page);
  const trl = await exportTrl(page);
  expect(trl).toHaveLength(segments.length);
  for (const row of segments) {
    expect(row.segments.filter((part) => part.kind === "executor" && part.trained)).toEqual([]);
    expect(row.segments.filter((part) => part.role === "prompt" && part.trained)).toEqual([]);
  }
  expectEditedRow(segments);
  await expectEditedTokens(trl, segments);
}

function editedRow(segments: readonly SegmentsRow[]): SegmentsRow {
  const rows = segments.filter((row) => textOf(row, () => true).includes(typed));
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (!row) throw new Error("the edited entry is not in the file");
  return row;
}

function expectEditedRow(segments: readonly SegmentsRow[]): void {
  const row = editedRow(segments);
  expect(textOf(row, (part) => part.trained)).toContain(typed);
  expect(textOf(row, (part) => part.trained)).not.toContain("Quite so.");
  const first = row.segments.filter((part) => part.role === "first");
  expect(first.length).toBeGreaterThan(0);
  expect(first.filter((part) => part.trained)).toEqual([]);
}

/** The same entry as tokens: what has a label, decoded, is exactly what the segments call trained. */
async function expectEditedTokens(
  trl: readonly TrlRow[],
  segments: readonly SegmentsRow[],
): Promise<void> {
  const decode = await studentDecoder();
  const row = trl.find((candidate) => candidate.text.includes(typed));
  if (!row) throw new Error("the edited entry is not in the trl file");
  expect(row.labels).toHaveLength(row.input_ids.length);
  expect(decode(row.input_ids)).toBe(row.text);
  const trained = row.input_ids.filter((id, at) => row.labels[at] === id);
  expect(row.labels.filter((label) => label !== -100)).toEqual(trained);
  const text = decode(trained);
  expect(text).toContain(typed);
  const wanted = textOf(editedRow(segments), (part) => part.trained);
  expect(text.startsWith(wanted.slice(0, 40))).toBe(true);
}

function textOf(row: SegmentsRow, wants: (part: SegmentsRow["segments"][number]) => boolean) {
  return row.segments
    .filter(wants)
    .map((part) => part.text)
    .join("");
}

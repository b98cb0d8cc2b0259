import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { db } from "#lib/adapters/db/client.ts";
import { expectAlive, expectPage, tabTo } from "./support/pages.ts";
import { sampleWithCorrection } from "./support/sample.ts";
import { freshName } from "./support/seed.ts";
import { expect, test } from "./support/test.ts";

test("by keyboard alone: walk a list, judge, undo, edit a transition, balance, freeze, export", async ({
  page,
  studio,
}) => {
  expect(studio.url).toBeTruthy();
  const { projectId } = await sampleWithCorrection();
  const base = `/projects/${projectId}`;
  await page.goto(base);
  await expectPage(page, "Pipeline map");
  await expectAlive(page.locator("main h1"));
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();

  await test.step("open from the list, judge, undo", () => judge(page, base));
  await test.step("edit the transition", () => edit(page));
  await test.step("balance and freeze", () => freeze(page));
  await test.step("export, and read the file", () => exportByKey(page));

  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type("Datasets");
  await page.keyboard.press("Enter");
  await expectPage(page, "Datasets");
});

async function judge(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/trajectories?case=0,1&verdict=pending`);
  await expectAlive(page.locator("tbody tr[data-pair]"));
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/trajectories\/\d+/);
  await expect(page.getByRole("region", { name: "Transition" })).toBeVisible();

  await page.keyboard.press("x");
  await expect(page.getByRole("button", { name: /^Reject/ })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.keyboard.press("u");
  await expect(page.getByRole("button", { name: /^Reject/ })).toHaveAttribute(
    "aria-pressed",
    "false",
  );
}

async function edit(page: Page): Promise<void> {
  await page.keyboard.press("e");
  await expect(page.getByRole("textbox", { name: "Transition text" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" By hand now.");
  await page.keyboard.press("Control+s");
  await expect(page.getByText("By hand now.").first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Transition text" })).toBeHidden();
}

async function freeze(page: Page): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await expectPage(page, "Balance");
  await tabTo(page, page.getByRole("button", { name: "Every eligible entry" }));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+s");
  await tabTo(page, page.getByRole("link", { name: "Freeze…" }));
  await page.keyboard.press("Enter");
  const name = freshName("by-key").replace(" ", "-");
  await expectAlive(page.getByLabel("Version name"));
  await tabTo(page, page.getByLabel("Version name"));
  await page.keyboard.press("Control+a");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expectPage(page, name);
}

async function exportByKey(page: Page): Promise<void> {
  await tabTo(page, page.getByLabel("Format"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option", { name: "segments" })).toBeVisible();
  await page.keyboard.type("seg");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Format")).toContainText("segments");
  await tabTo(page, page.getByRole("button", { name: "Export", exact: true }));
  await page.keyboard.press("Enter");
  const link = page.getByRole("link", { name: /segments.*\.jsonl$/ }).first();
  await expect(link).toBeVisible();
  await tabTo(page, link);
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const rows = (await readFile(await (await download).path(), "utf8")).trimEnd().split("\n");
  expect(rows.filter((row) => row.includes("By hand now."))).toHaveLength(1);
}

test("keys pressed while a page is on its way belong to that page", async ({ page, studio }) => {
  expect(studio.url).toBeTruthy();
  const { projectId } = await sampleWithCorrection(3);
  await page.goto(`/projects/${projectId}/trajectories?case=0,1&verdict=pending`);
  await expectAlive(page.locator("tbody tr[data-pair]"));
  const ids = await page
    .locator("tbody tr[data-pair]")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-pair")));
  await page.keyboard.press("j");
  await page.route("**/trajectories/**", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  // Without waiting for anything: open the first, go on to the second, mark it, go on to the third.
  for (const key of ["Enter", "j", "n", "j"]) await page.keyboard.press(key);
  await page.waitForURL(new RegExp(`/trajectories/${ids[2]}\\b`));
  const verdictOf = async (id: string | null | undefined) =>
    (await db().pair.findUniqueOrThrow({ where: { id: Number(id) } })).verdict;
  await expect.poll(() => verdictOf(ids[1])).toBe("needsEdit");
  expect(await verdictOf(ids[0])).toBe("pending");
  expect(await verdictOf(ids[2])).toBe("pending");
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

import { expectPage } from "./support/pages.ts";
import { sampleWithCorrection } from "./support/sample.ts";
import { expect, test } from "./support/test.ts";

test("by keyboard alone: jump, walk a list, judge, undo, edit a transition, save a balance rule", async ({
  page,
  studio,
}) => {
  expect(studio.url).toBeTruthy();
  const { projectId } = await sampleWithCorrection();
  const base = `/projects/${projectId}`;
  await page.goto(base);
  await expectPage(page, "Pipeline map");

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();

  await page.goto(`${base}/trajectories?case=0,1&verdict=pending`);
  await expect(page.locator("tbody tr[data-pair]").first()).toBeVisible();
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

  await page.keyboard.press("e");
  await expect(page.getByRole("textbox", { name: "Transition text" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" By hand now.");
  await page.keyboard.press("Control+s");
  await expect(page.getByText("By hand now.").first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Transition text" })).toBeHidden();

  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await expectPage(page, "Balance");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type("Datasets");
  await page.keyboard.press("Enter");
  await expectPage(page, "Datasets");
});

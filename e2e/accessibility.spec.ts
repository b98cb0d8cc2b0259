import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { sampleWithCorrection } from "./support/sample.ts";
import { freshName, seedEmptyProject } from "./support/seed.ts";
import { expect, test } from "./support/test.ts";

const projectPages = [
  "",
  "/problems",
  "/problems/import",
  "/trajectories",
  "/trajectories?tab=attempts",
  "/balance",
  "/datasets",
  "/runs",
  "/policies",
  "/prompts",
  "/transitions",
  "/settings",
];
const studioPages = ["/projects", "/projects/new", "/system"];

/** What axe calls serious or critical, each with the places it found. */
async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

async function expectAccessible(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    await expect(page.locator("main").getByRole("heading", { level: 1 })).toBeVisible();
    expect(await seriousViolations(page), path).toEqual([]);
  }
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`every page of an empty and of a filled project, ${colorScheme}`, async ({
    page,
    studio,
  }) => {
    expect(studio.url).toBeTruthy();
    await page.emulateMedia({ colorScheme });
    const empty = await seedEmptyProject(freshName("empty"));
    const { projectId, pairId } = await sampleWithCorrection();
    const inspector = `/projects/${projectId}/trajectories/${pairId}`;
    await expectAccessible(page, [
      ...studioPages,
      ...projectPages.map((path) => `/projects/${empty}${path}`),
      ...projectPages.map((path) => `/projects/${projectId}${path}`),
      inspector,
      `${inspector}?view=mask`,
      `${inspector}?view=raw`,
      `${inspector}?view=side`,
      `${inspector}?edit=1`,
    ]);
  });
}

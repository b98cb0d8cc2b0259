import type { Page } from "@playwright/test";
import { localActor } from "#lib/member/actor.ts";
import { cancelRun } from "#lib/run/mutations.ts";
import { countEvents, countRequests, eventsSoFar } from "./support/live-count.ts";
import { expectPage } from "./support/pages.ts";
import { type ScriptedServer, startScriptedServer } from "./support/scripted-server.ts";
import { freshName, seedRun, seedScriptedProject } from "./support/seed.ts";
import { arithmeticTeacher, sumProblem } from "./support/teachers.ts";
import { expect, test } from "./support/test.ts";

/** A project that fills at a pace of its own: about five pairs a second, for as long as the specs take. */
const pace = { problems: 400, delayMs: 400, maxInFlight: 4 };
const pair = {
  strategies: [
    { name: "in words", sign: "W", subsetName: "word problems", usesTools: false },
    { name: "in steps", sign: "S", subsetName: "step problems", usesTools: false },
  ] as [SeedStrategy, SeedStrategy],
  largeFavours: 1 as const,
};
type SeedStrategy = { name: string; sign: string; subsetName: string; usesTools: boolean };

let teachers: ScriptedServer;
let base: string;
let runId: number;

test.beforeAll(async ({ studio }) => {
  expect(studio.url).toContain("127.0.0.1");
  teachers = await startScriptedServer((request) =>
    arithmeticTeacher(request, { delayMs: pace.delayMs }),
  );
  const projectId = await seedScriptedProject({
    name: freshName("fills"),
    teacherUrl: teachers.url,
    pair,
    problems: Array.from({ length: pace.problems }, (_, at) => sumProblem(at + 1)),
    maxInFlight: pace.maxInFlight,
  });
  base = `/projects/${projectId}`;
  runId = await seedRun(projectId);
});

test.afterAll(async () => {
  await cancelRun(localActor, runId);
  await teachers.stop();
});

/** Goes on once the page has heard of so many more changes. */
async function afterChanges(page: Page, changes: number): Promise<void> {
  const before = await eventsSoFar(page);
  await expect.poll(() => eventsSoFar(page)).toBeGreaterThanOrEqual(before + changes);
}

test("the map counts on by itself, and a dialog with typed text stays as it is", async ({
  page,
}) => {
  await countEvents(page);
  await page.goto(base);
  const figures = page.locator("main");
  const before = await figures.innerText();
  await page.getByRole("button", { name: "Run stage 1" }).click();
  const limit = page.getByLabel("At most this many problems");
  await limit.fill("17");
  await limit.press("ArrowLeft");
  await afterChanges(page, 5);
  await expect(limit).toBeFocused();
  await expect(limit).toHaveValue("17");
  expect(await limit.evaluate((field: HTMLInputElement) => field.selectionStart)).toBe(1);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await figures.innerText()).not.toBe(before);
});

test("typed text, caret and focus of a search survive, and so does the scroll of the list", async ({
  page,
}) => {
  await countEvents(page);
  await page.goto(`${base}/problems`);
  const search = page.getByRole("searchbox", { name: "Search problems" });
  await search.fill("What is 1");
  await search.press("ArrowLeft");
  await afterChanges(page, 5);
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("What is 1");
  expect(await search.evaluate((field: HTMLInputElement) => field.selectionStart)).toBe(8);
  await search.fill("");
  const list = page.getByRole("region", { name: "Problems" });
  await list.evaluate((element) => element.scrollTo({ top: 1500 }));
  await afterChanges(page, 5);
  expect(await list.evaluate((element) => element.scrollTop)).toBe(1500);
});

const pages = ["", "/problems", "/runs", "/balance", "/datasets", "/policies", "/settings"];
for (const path of pages) {
  test(`an event costs at most one request on ${path || "the map"}`, async ({ page }) => {
    await countEvents(page);
    await page.goto(`${base}${path}`);
    await expectPage(page, /./);
    // What the page's own links are prefetched with is not the events' doing.
    await afterChanges(page, 4);
    const before = await eventsSoFar(page);
    const requests = countRequests(page);
    await afterChanges(page, 6);
    const heard = (await eventsSoFar(page)) - before;
    expect(requests().length, requests().join("\n")).toBeLessThanOrEqual(heard);
  });
}

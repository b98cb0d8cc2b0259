import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { db } from "#lib/adapters/db/client.ts";
import { choose, expectPage, wordsOf } from "./support/pages.ts";
import { type ScriptedServer, startScriptedServer } from "./support/scripted-server.ts";
import { freshName } from "./support/seed.ts";
import { arithmeticTeacher, sumProblem } from "./support/teachers.ts";
import { expect, test } from "./support/test.ts";

const defaultPair = /agentic|reasoning/i;
const problems = 12;

let teachers: ScriptedServer;
test.beforeAll(async () => {
  teachers = await startScriptedServer(arithmeticTeacher);
});
test.afterAll(async () => await teachers.stop());

test("a long CoT / short CoT project, made by the forms, runs stage 1 under its own names", async ({
  page,
}) => {
  const base = await createProject(page);
  await addPolicy(page, base, "long teacher");
  await addPolicy(page, base, "short teacher");
  await assignTeachers(page, base);
  await importProblems(page, base);
  await runStage1(page, base);

  for (const path of ["", "/problems", "/balance", "/runs", "/policies", "/settings"]) {
    await page.goto(`${base}${path}`);
    await expectPage(page, /./);
    expect(await wordsOf(page), `words of ${path || "the map"}`).not.toMatch(defaultPair);
  }
  await mapShowsItsNames(page, base);
  await exportHoldsItsNames(page, base);
  await listFiltersByItsNames(page, base);
});

async function createProject(page: Page): Promise<string> {
  await page.goto("/projects/new");
  await page.getByLabel("Name", { exact: true }).first().fill(freshName("long and short"));
  await page.getByRole("button", { name: "Another pair" }).click();
  const pair = [
    { position: "strategy 1", name: "long CoT", sign: "L", subset: "long-favoured" },
    { position: "strategy 2", name: "short CoT", sign: "S", subset: "short-favoured" },
  ];
  for (const { position, name, sign, subset } of pair) {
    const fields = page.getByRole("group", { name: position });
    await fields.getByLabel("Name", { exact: true }).fill(name);
    await fields.getByLabel("Sign").fill(sign);
    await fields.getByLabel("Name of the subset that suits it").fill(subset);
  }
  await page.getByLabel("Teach with the embedded model").click();
  await page.getByRole("button", { name: "Create project" }).click();
  await expectPage(page, "Pipeline map");
  return new URL(page.url()).pathname;
}

async function addPolicy(page: Page, base: string, name: string): Promise<void> {
  await page.goto(`${base}/policies/new`);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Base URL").fill(teachers.url);
  await page.getByLabel("Model", { exact: true }).fill("scripted");
  await page.getByRole("button", { name: "Save policy" }).click();
  const row = page.getByRole("row").filter({ hasText: name });
  await row.getByRole("button", { name: "Test" }).click();
  await expect(row.getByLabel("answers")).toBeVisible();
}

async function assignTeachers(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/settings`);
  const form = page
    .locator("form")
    .filter({ has: page.getByRole("heading", { name: "Strategies" }) });
  const taughtBy = form.getByLabel("Taught by");
  await choose(taughtBy.nth(0), "long teacher");
  await choose(taughtBy.nth(1), "short teacher");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("Saved")).toBeVisible();
}

async function importProblems(page: Page, base: string): Promise<void> {
  const rows = Array.from({ length: problems }, (_, at) => sumProblem(at === 0 ? 600 : at + 1));
  await page.goto(`${base}/problems/import`);
  await page.getByLabel("Choose a file").setInputFiles({
    name: "sums.jsonl",
    mimeType: "application/x-ndjson",
    buffer: Buffer.from(
      rows.map(({ text, answer }) => JSON.stringify({ problem: text, answer })).join("\n"),
    ),
  });
  await page.getByRole("button", { name: `Import ${problems} problems` }).click();
  await page.getByRole("link", { name: "Open the problems" }).click();
  await expect(page.getByRole("img", { name: "long-favoured" }).first()).toBeVisible();
  await expect(page.getByRole("img", { name: "short-favoured" }).first()).toBeVisible();
}

async function runStage1(page: Page, base: string): Promise<void> {
  await page.goto(base);
  await page.getByRole("button", { name: "Run stage 1" }).click();
  await page.getByRole("button", { name: `Start ${problems} pairs` }).click();
  const projectId = Number(base.split("/").at(-1));
  await expect
    .poll(() =>
      db()
        .run.findFirst({ where: { projectId, kind: "teach" } })
        .then((run) => run?.status),
    )
    .toBe("done");
  const pairs = await db().pair.findMany({ where: { projectId } });
  expect(new Set(pairs.map((pair) => pair.caseOf))).toEqual(new Set(["c01", "c11", "c10", "c00"]));
}

async function mapShowsItsNames(page: Page, base: string): Promise<void> {
  await page.goto(base);
  const main = page.locator("main");
  for (const name of ["long CoT", "short CoT"])
    await expect(main.getByText(name).first()).toBeVisible();
  for (const name of ["long-favoured", "short-favoured"])
    await expect(main.getByRole("img", { name }).first()).toBeVisible();
}

async function listFiltersByItsNames(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/trajectories`);
  await expectPage(page, "Trajectories");
  const words = await wordsOf(page);
  expect(words).toContain("long CoT");
  expect(words).toContain("short-favoured");
  expect(words).not.toMatch(defaultPair);
  await page.goto(`${base}/trajectories?direction=2-1`);
  expect(await wordsOf(page)).not.toMatch(defaultPair);
}

async function exportHoldsItsNames(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/balance`);
  await page.getByText("Count pending entries as eligible").click();
  await page.getByRole("button", { name: "Every eligible entry" }).click();
  await page.getByRole("button", { name: "Save rule" }).click();
  await page.getByRole("link", { name: "Freeze…" }).click();
  await page.getByRole("button", { name: "Freeze", exact: true }).click();
  const manifest = page.waitForEvent("download");
  await page.getByRole("link", { name: "Manifest" }).click();
  const facts = await readFile(await (await manifest).path(), "utf8");
  expect(facts).toContain("long CoT");
  expect(facts).not.toMatch(defaultPair);
  await choose(page.getByLabel("Format"), "segments");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const file = page.getByRole("link", { name: /\.jsonl$/ });
  await expect(file).toBeVisible();
  const download = page.waitForEvent("download");
  await file.click();
  const rows = await readFile(await (await download).path(), "utf8");
  expect(rows.trimEnd().split("\n").length).toBeGreaterThan(5);
  expect(rows).not.toMatch(defaultPair);
  expect(await wordsOf(page)).not.toMatch(defaultPair);
}

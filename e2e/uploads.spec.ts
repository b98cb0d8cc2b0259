import { closeSync, openSync, writeSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { db } from "#lib/adapters/db/client.ts";
import { freshName, seedEmptyProject } from "./support/seed.ts";
import { expect, test } from "./support/test.ts";

const megabyte = 1024 * 1024;

test("a file of 50 MB arrives whole", async ({ page }, testInfo) => {
  const path = testInfo.outputPath("large.jsonl");
  const written = writeProblems(path, 50 * megabyte);
  const projectId = await seedEmptyProject(freshName("large upload"));

  await page.goto(`/projects/${projectId}/problems/import`);
  await page.getByLabel("Choose a file").setInputFiles(path);
  await page.getByRole("button", { name: `Import ${format(written.rows)} problems` }).click();
  await expect(page.getByRole("link", { name: "Open the problems" })).toBeVisible({
    timeout: 120_000,
  });

  const [stored] = await db().$queryRaw<
    { rows: bigint; characters: bigint }[]
  >`SELECT count(*) AS rows, sum(length(text)) AS characters FROM problem WHERE project_id = ${projectId}`;
  expect(Number(stored?.rows)).toBe(written.rows);
  expect(Number(stored?.characters)).toBe(written.characters);
});

test("a malformed file: every bad row with line and reason, nothing imported until they are left out", async ({
  page,
}) => {
  const projectId = await seedEmptyProject(freshName("bad rows"));
  const lines = Array.from({ length: 200 }, (_, at) => goodLine(at + 1));
  const kinds = badKinds();
  const planted = new Map<number, RegExp>();
  for (let at = 0; at < 60; at += 1) {
    const kind = kinds[at % kinds.length];
    if (!kind) continue;
    lines[at * 3 + 1] = kind.line;
    planted.set(at * 3 + 2, kind.reason);
  }
  await page.goto(`/projects/${projectId}/problems/import`);
  await page.getByLabel("Choose a file").setInputFiles({
    name: "bad.jsonl",
    mimeType: "application/x-ndjson",
    buffer: Buffer.from(`${lines.join("\n")}\n`),
  });

  await expect(page.getByText("the first 50 of 60")).toBeVisible();
  const rows = page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: "Rows that cannot be read" }) })
    .locator("tbody tr");
  await expect(rows).toHaveCount(50);
  const shown = await rows.evaluateAll((found) =>
    found.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")),
  );
  for (const [line, , , reason] of shown)
    expect(reason, `reason of line ${line}`).toMatch(planted.get(Number(line)) ?? /not planted/);

  const report = await reportOf(page);
  expect(report.map((row) => row.line).sort((a, b) => a - b)).toEqual([...planted.keys()]);
  for (const row of report) expect(row.reason).toMatch(planted.get(row.line) ?? /not planted/);

  const submit = page.getByRole("button", { name: "Import 140 problems" });
  await expect(submit).toBeDisabled();
  expect(await db().problem.count({ where: { projectId } })).toBe(0);

  await page.getByText("Leave out the 60 rows that cannot be read").click();
  await submit.click();
  await expect(page.getByRole("link", { name: "Open the problems" })).toBeVisible();
  expect(await db().problem.count({ where: { projectId } })).toBe(140);
  await expect(page.getByText("the first 50 of 60")).toBeVisible();
  await page.getByRole("link", { name: "Open the problems" }).click();
  await expect(page.getByRole("status")).toContainText("140");
});

test("an unreadable file is refused in one sentence", async ({ page, watch }) => {
  watch.allow(/^422: POST .*empty\.jsonl/);
  const projectId = await seedEmptyProject(freshName("unreadable"));
  const files = [
    { name: "empty.jsonl", text: "", says: /empty/ },
    { name: "picture.parquet", text: "PNG, not a table", says: /does not start like one/ },
    { name: "notes.jsonl", text: "just some words\nand more words\n", says: /JSON/ },
  ];
  for (const { name, text, says } of files) {
    await page.goto(`/projects/${projectId}/problems/import`);
    await page
      .getByLabel("Choose a file")
      .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });
    await expect(page.locator("main")).toContainText(says);
  }
  expect(await db().problem.count({ where: { projectId } })).toBe(0);
});

interface ReportRow {
  readonly line: number;
  readonly reason: string;
}

async function reportOf(page: import("@playwright/test").Page): Promise<ReportRow[]> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "JSONL", exact: true }).click();
  const text = await readFile(await (await download).path(), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function goodLine(n: number): string {
  return JSON.stringify({ problem: `What is ${n} + ${n}?`, answer: 2 * n, source: "uploads" });
}

function badKinds(): readonly { readonly line: string; readonly reason: RegExp }[] {
  return [
    { line: '{"problem": "cut off', reason: /JSON|string|ends/i },
    { line: '{"problem": "no answer at all"}', reason: /missing.*answer/ },
    { line: '{"answer": "no problem at all"}', reason: /missing.*problem/ },
    { line: '{"problem": "null answer", "answer": null}', reason: /null/ },
    { line: '{"problem": "", "answer": 4}', reason: /empty|blank/i },
    { line: "[1, 2, 3]", reason: /object/ },
  ];
}

function writeProblems(path: string, atLeast: number): { rows: number; characters: number } {
  const file = openSync(path, "w");
  let bytes = 0;
  let rows = 0;
  let characters = 0;
  for (; bytes < atLeast; rows += 1) {
    const text = `Problem ${rows}: ${"how much is it, and why? ".repeat(400)}`;
    characters += text.length;
    bytes += writeSync(file, `${JSON.stringify({ problem: text, answer: String(rows) })}\n`);
  }
  closeSync(file);
  return { rows, characters };
}

function format(n: number): string {
  return n.toLocaleString("en");
}

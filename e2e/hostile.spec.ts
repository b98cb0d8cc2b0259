import type { Page } from "@playwright/test";
import { db } from "#lib/adapters/db/client.ts";
import { canonicalText } from "#lib/canonical-text.ts";
import { exportSegments } from "./support/exported.ts";
import { type HostileText, hostileTexts, longLine } from "./support/hostile-texts.ts";
import { choose, expectPage } from "./support/pages.ts";
import type { ReplyPlan, ScriptedRequest } from "./support/scripted-schema.ts";
import { type ScriptedServer, startScriptedServer } from "./support/scripted-server.ts";
import { freshName, seedRun, seedScriptedProject, untilRunIsOver } from "./support/seed.ts";
import { readRequest } from "./support/teachers.ts";
import { expect, test } from "./support/test.ts";

const megabyte = 1_000_000;
const texts: readonly HostileText[] = [
  ...hostileTexts,
  { name: "a line of 1 MB", text: longLine(megabyte), shown: "no end in sight" },
  { name: "a line of 10 MB", text: longLine(10 * megabyte), shown: "no end in sight" },
];

/** Problem n is answered with text n − 1, wrongly first and rightly second, so that each becomes a (0,1) entry. */
function hostileTeacher(request: ScriptedRequest): ReplyPlan {
  const asked = readRequest(request);
  const { text = "" } = texts[asked.n - 1] ?? {};
  const answer = asked.isSecond ? 2 * asked.n : 3 * asked.n + 1;
  const end = `<answer>\\boxed{${answer}}</answer>`;
  if (!asked.usesTools) return reply(request, `<think>\n${text}\n</think>\n${end}`);
  if (asked.hasOutput) return reply(request, end);
  const printed = JSON.stringify(text.slice(0, 5_000));
  return reply(request, `<think>\n${text}\n</think>\n<code>\nprint(${printed})\n</code>`);
}

/** A body of our own: the usual reply would be cut at the token budget. */
function reply({ body }: ScriptedRequest, text: string): ReplyPlan {
  const choices = [{ index: 0, text, finish_reason: "stop", stop_reason: null }];
  const usage = { prompt_tokens: 10, completion_tokens: 20, total_tokens: 30 };
  const answer = {
    id: "h",
    object: "text_completion",
    created: 0,
    model: body.model,
    choices,
    usage,
  };
  return { kind: "raw", body: JSON.stringify(answer) };
}

let teachers: ScriptedServer;
let projectId: number;
let base: string;

test.beforeAll(async ({ studio }) => {
  expect(studio.url).toContain("127.0.0.1");
  teachers = await startScriptedServer(hostileTeacher);
  projectId = await seedScriptedProject({
    name: `${freshName("hostile")} <script>window.__pwned=1</script>`,
    teacherUrl: teachers.url,
    problems: texts.map(({ text, name }, at) => ({
      text: `What is ${at + 1} + ${at + 1}? (${name}) ${text.slice(0, 20_000)}`,
      answer: String(2 * (at + 1)),
    })),
  });
  base = `/projects/${projectId}`;
  await untilRunIsOver(await seedRun(projectId));
});
test.afterAll(async () => await teachers.stop());

/** The page is made, nothing in it came alive, and a person can go on working. */
async function expectInert(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status()).toBe(200);
  await expectPage(page, /./);
  const alive = await page.evaluate(() => ({
    pwned: "__pwned" in window,
    scripts: [...document.querySelectorAll("script")].filter(
      (one) => /pwned|alert/.test(one.text) && !/self\.__next/.test(one.text),
    ).length,
    elements: document.querySelectorAll(
      'main img[src="x"], main iframe, main a[href^="javascript:"], main base, main form[action*="evil"], main svg[onload], main style',
    ).length,
    isShown: getComputedStyle(document.body).display !== "none",
    size: document.querySelectorAll("*").length,
    html: document.documentElement.outerHTML.length,
  }));
  expect(alive, path).toMatchObject({ pwned: false, scripts: 0, elements: 0, isShown: true });
  expect(alive.size, `elements on ${path}`).toBeLessThan(30_000);
  expect(alive.html, `characters of ${path}`).toBeLessThan(8 * megabyte);
  // In the editor single keys are text.
  if (path.endsWith("edit=1")) return;
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
}

function expectReadable(words: string, { name, shown, hidden }: HostileText): void {
  expect(words, name).toContain(shown);
  for (const sign of hidden ?? []) expect(words, name).not.toContain(sign);
}

test("what is stored is what came, with what cannot be stored marked", async () => {
  const pairs = await db().pair.findMany({
    where: { projectId },
    orderBy: { problemId: "asc" },
    include: { first: { include: { body: true } }, second: { include: { body: true } } },
  });
  expect(pairs.map((pair) => pair.caseOf)).toEqual(texts.map(() => "c01"));
  for (const [at, { text, name }] of texts.entries()) {
    for (const attempt of [pairs[at]?.first, pairs[at]?.second])
      expect(attempt?.body?.text.includes(canonicalText(text).text), name).toBe(true);
  }
});

test("lists, map and runs show hostile text inert", async ({ page }) => {
  for (const path of [
    "/projects",
    base,
    `${base}/problems`,
    `${base}/trajectories`,
    `${base}/trajectories?tab=attempts`,
    `${base}/trajectories?q=${encodeURIComponent("<script>\"'%_\\")}`,
    `${base}/runs`,
    `${base}/balance`,
    `${base}/settings`,
  ])
    await expectInert(page, path);
});

for (const [at, hostile] of texts.entries()) {
  test(`the inspector shows ${hostile.name} inert in every view, and so do attempts and editor`, async ({
    page,
  }) => {
    const pair = await db().pair.findFirstOrThrow({
      where: { projectId, problem: { ordinal: at + 1 } },
    });
    const inspector = `${base}/trajectories/${pair.id}`;
    for (const view of ["blocks", "mask", "raw", "side"]) {
      await expectInert(page, `${inspector}?view=${view}`);
      if (view === "raw") expectReadable(await page.locator("main").innerText(), hostile);
    }
    await expectInert(page, `${inspector}?edit=1`);
    for (const id of [pair.firstId, pair.secondId])
      await expectInert(page, `${base}/trajectories/attempts/${id}`);
    await expectInert(page, `${base}/problems/${pair.problemId}`);
  });
}

test("a curator's own markup in a transition stays text, and a tag in it is refused", async ({
  page,
}) => {
  const pair = await db().pair.findFirstOrThrow({ where: { projectId, problem: { ordinal: 1 } } });
  await page.goto(`${base}/trajectories/${pair.id}?edit=1`);
  const field = page.getByRole("textbox", { name: "Transition text" });
  await field.fill("Wait <think> again.");
  await page.keyboard.press("Control+s");
  await expect(page.getByText("Not saved; what you typed is still here")).toBeVisible();
  await expect(field).toContainText("Wait <think> again.");
  await field.fill("Wait <script>window.__pwned=1</script><img src=x onerror=alert(3)> again.");
  await page.keyboard.press("Control+s");
  await expect(field).toBeHidden();
  await expect(page.locator("main").getByText("<script>window.__pwned=1").first()).toBeVisible();
  expect(await page.evaluate(() => "__pwned" in window)).toBe(false);
});

test("the export holds hostile text as data, one entry a line", async ({ page }) => {
  await page.goto(`${base}/balance`);
  await page.getByText("Count pending entries as eligible").click();
  await page.getByRole("button", { name: "Every eligible entry" }).click();
  await page.getByRole("button", { name: "Save rule" }).click();
  await page.getByRole("link", { name: "Freeze…" }).click();
  await page.getByRole("button", { name: "Freeze", exact: true }).click();
  await expect(page.getByLabel("Format")).toBeVisible();
  await expectInert(page, new URL(page.url()).pathname);
  const rows = await exportSegments(page);
  const all = rows.map((row) => row.segments.map((part) => part.text).join("")).join("\n");
  // A special token of the student, or more tokens than the rule allows, keeps an entry out; every other is in, byte for byte.
  const fits = texts.filter(({ text }) => !text.includes("<|im_end|>") && text.length < 5_000);
  expect(fits.length).toBeGreaterThan(1);
  for (const { text, name } of fits)
    expect(all.includes(canonicalText(text).text), name).toBe(true);
  await choose(page.getByLabel("Format"), "messages");
});

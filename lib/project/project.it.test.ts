import { expect, it } from "vitest";
import { db } from "#lib/adapters/db/client.ts";
import { useTestDatabase } from "#lib/adapters/db/testing.ts";
import { localActor } from "#lib/member/actor.ts";
import { listPolicies } from "#lib/policy/queries.ts";
import { savePrompt } from "#lib/prompt/mutations.ts";
import { currentPrompts, listPromptVersions } from "#lib/prompt/queries.ts";
import { archiveTemplate, saveTemplate, setDefaultTemplate } from "#lib/transition/mutations.ts";
import { listTemplates } from "#lib/transition/queries.ts";
import {
  archiveProject,
  createProject,
  restoreProject,
  updateProject,
  updateSettings,
} from "./mutations.ts";
import { getProject, getProjectByName, listProjects } from "./queries.ts";
import type { PairSeed } from "./seed/schema.ts";
import { updateStrategies } from "./strategies/mutations.ts";

useTestDatabase();

const longShort: PairSeed = {
  strategies: [
    {
      name: "long CoT",
      sign: "L",
      subsetName: "hard",
      usesTools: false,
      firstPrompt: "Think long. {problem}",
    },
    { name: "short CoT", sign: "S", subsetName: "easy", usesTools: false },
  ],
  largeFavours: 2,
};

it("starts with the default pair, its prompts, transitions and settings", async () => {
  const { id } = await createProject(localActor, { name: "default", embedded: false });
  const project = await getProject(localActor, id);
  expect(project.settings).toMatchObject({
    tokenBudget: 4096,
    maxToolCalls: 10,
    toolTimeoutMs: 3000,
    includePending: false,
  });
  expect(
    project.strategies.map((strategy) => [
      strategy.position,
      strategy.usesTools,
      strategy.policyId,
    ]),
  ).toEqual([
    [1, true, null],
    [2, false, null],
  ]);
  const prompts = await currentPrompts(localActor, id);
  expect(prompts.student.text).toBe("{problem}\n");
  expect(prompts.strategies[0]?.first.text).toContain("<code>");
  expect(prompts.strategies[1]?.second.text).toContain("{first_attempt}");
  const [one, two] = project.strategies;
  const templates = await listTemplates(localActor, id);
  const look = templates.map((row) => [
    row.fromStrategyId,
    row.kind,
    row.placement,
    row.forFirstWithoutCode,
    row.text,
  ]);
  expect(look.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual(
    [
      [
        one.id,
        "correction",
        "opens-think",
        false,
        "Wait, the code is not correct, let's try text reasoning.",
      ],
      [
        one.id,
        "correction",
        "opens-think",
        true,
        "Wait, the result is not correct, let's try text reasoning.",
      ],
      [
        one.id,
        "verification",
        "opens-think",
        false,
        "Wait, we can also use text-reasoning as an alternative way to verify the solution.",
      ],
      [
        two.id,
        "correction",
        "inside-think",
        false,
        "Wait, use text reasoning is too tedious, let's try code reasoning.",
      ],
      [two.id, "verification", "inside-think", false, "Let me check this result by running code."],
    ].toSorted((a, b) => String(a).localeCompare(String(b))),
  );
});

it("makes two embedded policies with their strategies", async () => {
  const { id } = await createProject(localActor, {
    name: "embedded",
    embedded: true,
    isSample: true,
  });
  const [project, policies] = [
    await getProject(localActor, id),
    await listPolicies(localActor, id),
  ];
  expect(project).toMatchObject({ isSample: true, settings: { tokenBudget: 256 } });
  expect(
    policies.map((policy) => [
      policy.name,
      policy.isEmbedded,
      policy.strategies.map((one) => one.position),
    ]),
  ).toEqual([
    ["smollm2-text", true, [2]],
    ["smollm2-tool", true, [1]],
  ]);
  expect(policies[1]?.settings).toMatchObject({
    api: "completions",
    stop: ["</code>", "</answer>"],
    maxInFlight: 4,
    sampling: { temperature: 0.4, topP: 0.95 },
  });
  expect((await currentPrompts(localActor, id)).student.text).toBe("Problem: {problem}\n");
});

it("works with another pair by configuration alone", async () => {
  const { id } = await createProject(localActor, {
    name: "long short",
    embedded: true,
    pair: longShort,
  });
  const project = await getProject(localActor, id);
  expect(project.strategies.map((strategy) => strategy.policyName)).toEqual([
    "smollm2-long-cot",
    "smollm2-short-cot",
  ]);
  expect(project.settings.subsetRule.largeFavours).toBe(2);
  const prompts = await currentPrompts(localActor, id);
  expect(prompts.strategies[0]?.first.text).toBe("Think long. {problem}");
  expect(prompts.strategies[1]?.first.text).not.toContain("<code>");
  const stored = JSON.stringify([
    project,
    prompts,
    await listTemplates(localActor, id),
    await listPolicies(localActor, id),
  ]);
  expect(stored).not.toMatch(/agentic|reasoning/i);
});

it("refuses a name that is taken, empty or too long, naming it", async () => {
  await createProject(localActor, { name: "taken", embedded: false });
  await expect(createProject(localActor, { name: " taken ", embedded: false })).rejects.toThrow(
    'already a project "taken"',
  );
  await expect(createProject(localActor, { name: " ", embedded: false })).rejects.toThrow(
    "needs a name",
  );
  await expect(
    createProject(localActor, { name: "x".repeat(81), embedded: false }),
  ).rejects.toThrow("at most 80 characters");
  await expect(getProjectByName(localActor, "nobody")).rejects.toThrow(
    'no project "nobody". Projects here:',
  );
});

it("of two that take one name at once, one gets it", async () => {
  const both = await Promise.allSettled(
    [1, 2].map(() => createProject(localActor, { name: "race", embedded: false })),
  );
  expect(both.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

it("changes the settings named and keeps the others; limits stand in the message", async () => {
  const { id } = await createProject(localActor, { name: "settings", embedded: false });
  await updateSettings(localActor, id, { tokenBudget: 512 });
  expect((await getProject(localActor, id)).settings).toMatchObject({
    tokenBudget: 512,
    maxToolCalls: 10,
  });
  await expect(updateSettings(localActor, id, { tokenBudget: 3 })).rejects.toThrow(
    "tokenBudget: must be a whole number from 16 to 1000000",
  );
  await expect(updateSettings(localActor, id, { seed: Number.NaN })).rejects.toThrow(
    "seed: must be a whole number",
  );
});

it("swaps the strategies' names; untouched prompts follow a change of tools", async () => {
  const { id } = await createProject(localActor, { name: "swap", embedded: false });
  const { strategies } = await getProject(localActor, id);
  const [one, two] = strategies;
  await savePrompt(
    localActor,
    { projectId: id, strategyId: two.id, use: "strategyFirst" },
    "Mine: {problem}",
  );
  const saved = await updateStrategies(localActor, id, [
    { ...one, name: two.name, usesTools: false },
    { ...two, name: one.name, usesTools: true },
  ]);
  expect(saved).toEqual({ promptsReplaced: [two.name], promptsKept: [one.name] });
  const prompts = await currentPrompts(localActor, id);
  expect(prompts.strategies[0]?.first).toMatchObject({
    version: 2,
    text: expect.not.stringContaining("<code>"),
  });
  expect(prompts.strategies[1]?.first.text).toBe("Mine: {problem}");
  await expect(
    updateStrategies(localActor, id, [one, { ...two, sign: one.sign.toLowerCase() }]),
  ).rejects.toThrow("Both strategies have the sign");
});

it("keeps every version of a prompt and refuses a stale save", async () => {
  const { id } = await createProject(localActor, { name: "prompts", embedded: false });
  const owner = { projectId: id, strategyId: null, use: "student" as const };
  expect(await savePrompt(localActor, owner, "Q: {problem}\r\n", 1)).toMatchObject({ version: 2 });
  expect(await savePrompt(localActor, owner, "Q: {problem}\n", 2)).toMatchObject({ version: 2 });
  await expect(savePrompt(localActor, owner, "A: {problem}", 1)).rejects.toThrow(
    "Version 2 was saved meanwhile",
  );
  await expect(savePrompt(localActor, owner, "no placeholder")).rejects.toThrow("{problem}");
  expect((await listPromptVersions(localActor, owner)).map((row) => row.text)).toEqual([
    "Q: {problem}\n",
    "{problem}\n",
  ]);
});

it("keeps one default per slot; a default cannot go", async () => {
  const { id } = await createProject(localActor, { name: "templates", embedded: false });
  const [one, two] = (await getProject(localActor, id)).strategies;
  const slot = {
    projectId: id,
    fromStrategyId: one.id,
    toStrategyId: two.id,
    kind: "correction" as const,
  };
  const fields = {
    placement: "opens-think" as const,
    forFirstWithoutCode: false,
    isDefault: false,
  };
  const mine = await saveTemplate(localActor, { ...slot, ...fields, name: "mine", text: "Hm." });
  const defaults = async () =>
    (await listTemplates(localActor, id))
      .filter((row) => row.fromStrategyId === one.id && row.kind === "correction" && row.isDefault)
      .map((row) => `${row.name} v${row.version}`);
  expect(await defaults()).toEqual(["no-code v1", "paper v1"]);
  await setDefaultTemplate(localActor, id, mine.id);
  expect(await defaults()).toEqual(["mine v1", "no-code v1"]);
  await saveTemplate(localActor, { ...slot, ...fields, name: "mine", text: "Hm?", basedOn: 1 });
  expect(await defaults()).toEqual(["mine v2", "no-code v1"]);
  await expect(
    saveTemplate(localActor, { ...slot, ...fields, name: "mine", text: "x", basedOn: 1 }),
  ).rejects.toThrow("Version 2");
  await expect(
    saveTemplate(localActor, { ...slot, ...fields, name: "tag", text: "a</think>" }),
  ).rejects.toThrow("holds no <think>");
  await expect(archiveTemplate(localActor, id, mine.id)).rejects.toThrow("is what new splices get");
  const paper = (await listTemplates(localActor, id)).find(
    (row) => row.name === "paper" && row.fromStrategyId === one.id && row.kind === "correction",
  );
  await archiveTemplate(localActor, id, paper?.id ?? 0);
  expect((await listTemplates(localActor, id)).some((row) => row.id === paper?.id)).toBe(false);
});

it("is archived only without work under way, and comes back", async () => {
  const { id } = await createProject(localActor, { name: "archive", embedded: false });
  const run = await db().run.create({
    data: { projectId: id, kind: "teach", settings: {}, createdBy: "local" },
  });
  await expect(archiveProject(localActor, id)).rejects.toThrow("1 run under way");
  await db().run.update({ where: { id: run.id }, data: { status: "cancelled" } });
  await archiveProject(localActor, id);
  expect((await listProjects(localActor, { archived: true })).map((row) => row.name)).toContain(
    "archive",
  );
  await restoreProject(localActor, id);
  await updateProject(localActor, id, { name: "renamed", description: " d " });
  expect(await getProject(localActor, id)).toMatchObject({
    name: "renamed",
    description: "d",
    archivedAt: null,
  });
});

it("writes one audit row for every change, chained", async () => {
  const rows = await db().audit.findMany({ orderBy: { id: "asc" } });
  expect(rows.length).toBeGreaterThan(10);
  for (const [at, row] of rows.entries()) expect(row.previous).toBe(rows[at - 1]?.hash ?? "");
});

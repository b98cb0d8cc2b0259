import { db, type Tx } from "#lib/adapters/db/client.ts";
import { localActor } from "#lib/member/actor.ts";
import type { EntryCase } from "#lib/method/balance/schema.ts";
import { compose } from "#lib/method/splice/compose.ts";
import type { Placement } from "#lib/method/splice/schema.ts";
import { parseTrajectory } from "#lib/method/trajectory/parse.ts";
import type { Span } from "#lib/method/trajectory/schema.ts";
import { createProject } from "#lib/project/mutations.ts";
import { readProject } from "#lib/project/queries.ts";
import { readCurrentPrompts } from "#lib/prompt/queries.ts";

export interface ManyEntries {
  readonly name: string;
  readonly count: number;
  /** Filler in every thought, in characters. */
  readonly filler?: number;
  /** Ids begin here: content must not depend on them. */
  readonly firstId?: number;
  /** Insert the last problem first. */
  readonly isReversed?: boolean;
}

/** Six digits in every text: all texts of one shape have the same length, so their pieces do too. */
const digits = "@@@@@@";

/** A project with `count` accepted entries of all cases, directions and subsets; made set by set inside the database. */
export async function makeManyEntries(
  wanted: ManyEntries,
): Promise<{ readonly projectId: number }> {
  const { id: projectId } = await createProject(localActor, { name: wanted.name, embedded: false });
  await db().$transaction((tx) => fill(tx, projectId, wanted), { timeout: 3_600_000 });
  await db().$executeRaw`ANALYZE`;
  return { projectId };
}

async function fill(tx: Tx, projectId: number, wanted: ManyEntries): Promise<void> {
  const { count, firstId = 1, isReversed = false } = wanted;
  const project = await readProject(tx, projectId);
  const [one, two] = project.strategies;
  await insertShapes(tx, shapes(wanted.filler ?? 400), [one.id, two.id]);
  const policy = await tx.policy.create({
    data: { projectId, name: "recorded", kind: "recorded", settings: {} },
    select: { id: true },
  });
  const prompt = await tx.prompt.findFirstOrThrow({
    where: { projectId, use: "strategyFirst" },
    select: { id: true },
  });
  await tx.$executeRaw`
    CREATE TEMP TABLE item ON COMMIT DROP AS
    SELECT n, lpad(n::text, 6, '0') AS digits, n % 6 AS shape, (n / 6) % 2 AS side,
      ${firstId} + CASE WHEN ${isReversed} THEN ${count} - n ELSE n END AS id
    FROM generate_series(0, ${count - 1}) AS n`;
  await insertProblems(tx, projectId, [one.id, two.id]);
  await insertTrajectories(tx, { projectId, policyId: policy.id, promptId: prompt.id });
  const { student } = await readCurrentPrompts(tx, projectId);
  const { tokenizer } = project.settings;
  await insertEntries(tx, projectId, { tokenizer, promptId: student.id });
  for (const table of ["problem", "trajectory", "pair", "entry", "revision"]) {
    await tx.$executeRaw`SELECT setval(pg_get_serial_sequence(${table}, 'id'), ${firstId + 2 * count + 1}::bigint)`;
  }
}

interface Shape {
  readonly case: EntryCase;
  readonly first: 1 | 2;
  readonly texts: readonly [string, string];
}

function shapes(filler: number): readonly Shape[] {
  const thought = "We look at it once more, step by step, and write down what we know. "
    .repeat(Math.ceil(filler / 68))
    .slice(0, filler);
  const tool = `<think>\n${thought}\nI compute ${digits} + 7.\n</think>\n<code>\nprint(${digits} + 7)\n</code>\n<executor>\n${digits}\n</executor>\n<answer>\\boxed{${digits}}</answer>`;
  const plain = `<think>\n${thought}\n${digits} and 7 more.\n</think>\n<answer>\\boxed{${digits}}</answer>`;
  return (["0,1", "1,1", "1,0"] as const).flatMap((entryCase): Shape[] => [
    { case: entryCase, first: 1, texts: [tool, plain] },
    { case: entryCase, first: 2, texts: [plain, tool] },
  ]);
}

async function insertShapes(
  tx: Tx,
  all: readonly Shape[],
  strategies: readonly [number, number],
): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE shape (
      n int, "case" "PairCase", first int, second int, first_text text, second_text text,
      first_spans jsonb, second_spans jsonb, pieces jsonb, left_out jsonb, transition text
    ) ON COMMIT DROP`;
  for (const [n, shape] of all.entries()) await insertShape(tx, n, shape, strategies);
}

const transitions = {
  1: { text: "Wait, this is not correct, let's try another way.", placement: "opens-think" },
  2: { text: "Let me verify this result in another way.", placement: "inside-think" },
} as const satisfies Record<1 | 2, { text: string; placement: Placement }>;

async function insertShape(
  tx: Tx,
  n: number,
  shape: Shape,
  strategies: readonly [number, number],
): Promise<void> {
  const parts = shape.texts.map((text) => ({ text, spans: ranSpans(text) }));
  const [first, second] = parts;
  if (!first || !second) throw new Error("A shape has two texts.");
  const transition = shape.case === "1,0" ? null : transitions[shape.first];
  const { pieces, leftOut } = compose({ case: shape.case, first, second, transition });
  const [one, two] = shape.first === 1 ? strategies : strategies.toReversed();
  await tx.$executeRaw`
    INSERT INTO shape VALUES (${n}, ${shape.case}::"PairCase", ${one ?? 0}, ${two ?? 0}, ${first.text}, ${second.text},
      ${JSON.stringify(first.spans)}::jsonb, ${JSON.stringify(second.spans)}::jsonb, ${JSON.stringify(pieces)}::jsonb,
      ${JSON.stringify(leftOut)}::jsonb, ${transition?.text ?? null})`;
}

function ranSpans(text: string): readonly Span[] {
  return parseTrajectory(text).spans.map((span) =>
    span.kind === "code" ? { ...span, run: "ok" } : span,
  );
}

async function insertProblems(
  tx: Tx,
  projectId: number,
  strategies: readonly [number, number],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO problem (id, project_id, ordinal, content_sha256, text, answer, favoured_strategy_id)
    SELECT id, ${projectId}, id, encode(sha256(convert_to('What is ' || digits || ' + 7?', 'UTF8')), 'hex'),
      'What is ' || digits || ' + 7?', (n + 7)::text, CASE side WHEN 0 THEN ${strategies[0]}::int ELSE ${strategies[1]}::int END
    FROM item ORDER BY id`;
}

interface Makers {
  readonly projectId: number;
  readonly policyId: number;
  readonly promptId: number;
}

async function insertTrajectories(
  tx: Tx,
  { projectId, policyId, promptId }: Makers,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO trajectory (id, project_id, problem_id, policy_id, strategy_id, prompt_id, content_sha256, outcome)
    SELECT 2 * id + part, ${projectId}, id, ${policyId}, CASE part WHEN 0 THEN shape.first ELSE shape.second END, ${promptId},
      encode(sha256(convert_to(digits || part, 'UTF8')), 'hex'),
      CASE split_part(shape."case"::text, ',', part + 1) WHEN '1' THEN 'correct' ELSE 'incorrect' END::"Outcome"
    FROM item JOIN shape ON shape.n = item.shape CROSS JOIN generate_series(0, 1) AS part`;
  await tx.$executeRaw`
    INSERT INTO trajectory_body (trajectory_id, text, spans, findings)
    SELECT 2 * id + part, replace(CASE part WHEN 0 THEN first_text ELSE second_text END, ${digits}, digits),
      CASE part WHEN 0 THEN first_spans ELSE second_spans END, '[]'
    FROM item JOIN shape ON shape.n = item.shape CROSS JOIN generate_series(0, 1) AS part`;
  await tx.$executeRaw`
    INSERT INTO grade (trajectory_id, grader, version, outcome, reason, tier)
    SELECT trajectory.id, 'studio', '1', outcome, '', 1 FROM trajectory JOIN item ON item.id = trajectory.problem_id`;
}

async function insertEntries(
  tx: Tx,
  projectId: number,
  counted: { readonly tokenizer: string; readonly promptId: number },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO pair (id, project_id, problem_id, z, first_strategy_id, first_id, second_id, case_of, is_latest,
      favoured_strategy_id, first_outcome, second_outcome, verdict, tokens, trained_tokens)
    SELECT item.id, ${projectId}, item.id, 1, shape.first, 2 * item.id, 2 * item.id + 1, shape."case", true,
      problem.favoured_strategy_id,
      CASE split_part(shape."case"::text, ',', 1) WHEN '1' THEN 'correct' ELSE 'incorrect' END::"Outcome",
      CASE split_part(shape."case"::text, ',', 2) WHEN '1' THEN 'correct' ELSE 'incorrect' END::"Outcome",
      'accepted', 300 + item.n % 40, 200 + item.n % 40
    FROM item JOIN shape ON shape.n = item.shape JOIN problem ON problem.id = item.id`;
  await tx.$executeRaw`
    INSERT INTO entry (id, project_id, buffer, pair_id, verdict)
    SELECT id, ${projectId}, 'T1', id, 'accepted' FROM item`;
  await tx.$executeRaw`
    INSERT INTO revision (id, entry_id, n, author, reason, case_of, pieces, left_out, first_id, second_id, transition,
      findings, tokenizer, counted_prompt_id, tokens, trained_tokens)
    SELECT item.id, item.id, 0, 'system', 'spliced', shape."case", shape.pieces, shape.left_out, 2 * item.id,
      CASE WHEN shape."case" = '1,0' THEN NULL ELSE 2 * item.id + 1 END, shape.transition, '[]', ${counted.tokenizer},
      ${counted.promptId}, 300 + item.n % 40, 200 + item.n % 40
    FROM item JOIN shape ON shape.n = item.shape`;
  await tx.$executeRaw`UPDATE entry SET current_id = entry.id FROM item WHERE item.id = entry.id`;
}

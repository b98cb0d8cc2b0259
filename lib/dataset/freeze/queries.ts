import type { Tx } from "#lib/adapters/db/client.ts";
import { changesSince, summarise } from "#lib/balance/preview.ts";
import { evaluateBuffer, readBalanceRule } from "#lib/balance/queries.ts";
import type { BalanceOut, BufferPair, StoredBalanceRule } from "#lib/balance/schema.ts";
import { tokenizerIfPresent } from "#lib/entry/revision/count-tokens.ts";
import { Invalid } from "#lib/errors.ts";
import { evaluateRule } from "#lib/method/balance/evaluate.ts";
import type { BalanceRule, BufferName, DropCode } from "#lib/method/balance/schema.ts";
import { readProject } from "#lib/project/queries.ts";
import type { ProjectDetails } from "#lib/project/schema.ts";
import { readCurrentPrompts } from "#lib/prompt/queries.ts";
import { type FrozenRow, manifestOf } from "../manifest.ts";
import type { freezeRequestSchema, Manifest } from "../schema.ts";
import { validationProblems } from "../split.ts";
import { readProvenance } from "./provenance/queries.ts";
import { createRowTexts, type RowTexts } from "./row-texts/queries.ts";

export interface Freeze {
  readonly manifest: Manifest;
  /** In canonical order: the index is the position. */
  readonly rows: readonly FrozenRow[];
  readonly drops: readonly {
    readonly pairId: number;
    readonly code: DropCode;
    readonly tokens: number | null;
  }[];
}

/** Everything a freeze stores, read in one snapshot. */
export async function readFreeze(
  tx: Tx,
  request: ReturnType<typeof freezeRequestSchema.parse>,
): Promise<Freeze> {
  const project = await readProject(tx, request.projectId);
  const stored = await requireRule(tx, project, request.buffer);
  const { student } = await readCurrentPrompts(tx, request.projectId);
  const texts = createRowTexts(
    tx,
    student.text,
    await tokenizerIfPresent(project.settings.tokenizer),
  );
  const { pairs, codes } = await chooseReadable(tx, request.projectId, stored.rule, texts);
  const preview = summarise(pairs, codes);
  const included = pairs.filter((_, i) => codes[i] === null);
  if (included.length === 0) throw nothingChosen(preview.out);
  const rows = frozenRows(included, texts, { seed: stored.rule.seed, share: request.validation });
  const manifest = manifestOf({
    name: request.name,
    project: project.name,
    buffer: request.buffer,
    rule: stored.rule,
    validation: request.validation,
    strategies: project.strategies.map(({ position, name, sign, subsetName }) => ({
      position,
      name,
      sign,
      subset: subsetName,
    })),
    tokenizer: project.settings.tokenizer,
    studentPrompt: { version: student.version, sha256: student.sha256, text: student.text },
    rows,
    provenance: await readProvenance(
      tx,
      rows.map((row) => row.revisionId),
    ),
    preview,
    changes: changesSince(stored.preview, preview),
  });
  return { manifest, rows, drops: dropsOf(pairs, codes) };
}

async function requireRule(
  tx: Tx,
  project: ProjectDetails,
  buffer: BufferName,
): Promise<StoredBalanceRule> {
  const stored = await readBalanceRule(tx, project.id, buffer);
  if (stored !== null) return stored;
  throw new Invalid(
    `${buffer} of project "${project.name}" has no stored balance rule, so there is nothing to freeze. Save one on the Balance page, or run: npm run dd -- balance --project "${project.name}" --buffer ${buffer}`,
    { fields: { missing: "balance-rule", project: project.name, buffer } },
  );
}

function nothingChosen(out: readonly BalanceOut[]): Invalid {
  const reasons = out.map(({ code, pairs }) => `${code} ${pairs}`).join(", ");
  return new Invalid(
    `The balance rule chooses no entry${reasons ? ` (left out: ${reasons})` : ": the buffer is empty"}. Accept entries, include pending ones, or change the ratio on the Balance page, then freeze again.`,
    { fields: { rows: 0 } },
  );
}

/**
 * The rule's choice among entries whose text may be trained on. A special token shows only in the text, so what was chosen
 * is read, what holds one goes out with its reason, and the rule chooses again from the rest.
 */
async function chooseReadable(tx: Tx, projectId: number, rule: BalanceRule, texts: RowTexts) {
  const pairs = [...(await evaluateBuffer(tx, projectId, rule)).pairs];
  for (;;) {
    const codes = evaluateRule(pairs, rule);
    await texts.read(pairs.filter((_, i) => codes[i] === null));
    let found = 0;
    for (const [i, pair] of pairs.entries()) {
      if (codes[i] !== null || !texts.rowOf(pair).hasSpecialToken) continue;
      pairs[i] = { ...pair, blocking: ["special-token"] };
      found += 1;
    }
    if (found === 0) return { pairs, codes };
  }
}

function frozenRows(
  included: readonly BufferPair[],
  texts: RowTexts,
  split: { readonly seed: number; readonly share: number | null },
): FrozenRow[] {
  const aside =
    split.share === null
      ? null
      : validationProblems(included.map(problemOf), split.share, split.seed);
  return included
    .map((pair): FrozenRow => {
      const { rowSha256, revisionId } = texts.rowOf(pair);
      const side = aside?.has(problemOf(pair)) ? "validation" : "train";
      return {
        rowSha256,
        revisionId,
        split: side,
        tokens: pair.tokens,
        trainedTokens: pair.trainedTokens,
      };
    })
    .sort((a, b) => (a.rowSha256 < b.rowSha256 ? -1 : 1));
}

/** The problem's content hash, as the pair's key begins with it. */
function problemOf(pair: BufferPair): string {
  return pair.key.slice(0, pair.key.indexOf(":"));
}

function dropsOf(
  pairs: readonly BufferPair[],
  codes: readonly (DropCode | null)[],
): Freeze["drops"] {
  return pairs.flatMap(({ pairId, tokens }, i) => {
    const code = codes[i] ?? null;
    return code === null ? [] : [{ pairId, code, tokens }];
  });
}

import type { Tx } from "#lib/adapters/db/client.ts";
import { changesSince, summarise } from "#lib/balance/preview.ts";
import { evaluateBuffer, readBalanceRule } from "#lib/balance/queries.ts";
import type { BalanceOut, BufferPair, StoredBalanceRule } from "#lib/balance/schema.ts";
import { Invalid } from "#lib/errors.ts";
import type { BufferName, DropCode } from "#lib/method/balance/schema.ts";
import { readProject } from "#lib/project/queries.ts";
import type { ProjectDetails } from "#lib/project/schema.ts";
import { readCurrentPrompts } from "#lib/prompt/queries.ts";
import { rowSha256 } from "../hash.ts";
import { type FrozenRow, manifestOf } from "../manifest.ts";
import { readStoredEntries } from "../rows/queries.ts";
import { renderStored } from "../rows/render-row.ts";
import type { freezeRequestSchema, Manifest } from "../schema.ts";
import { validationProblems } from "../split.ts";
import { readProvenance } from "./provenance/queries.ts";

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
  const { pairs, codes } = await evaluateBuffer(tx, request.projectId, stored.rule);
  const preview = summarise(pairs, codes);
  const included = pairs.filter((_, i) => codes[i] === null);
  if (included.length === 0) throw nothingChosen(preview.out);
  const { student } = await readCurrentPrompts(tx, request.projectId);
  const rows = await hashRows(tx, included, student.text, {
    seed: stored.rule.seed,
    share: request.validation,
  });
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

const batchSize = 100;

async function hashRows(
  tx: Tx,
  included: readonly BufferPair[],
  studentPrompt: string,
  split: { readonly seed: number; readonly share: number | null },
): Promise<FrozenRow[]> {
  const rows: (FrozenRow & { problemSha256: string })[] = [];
  for (let at = 0; at < included.length; at += batchSize) {
    const batch = included.slice(at, at + batchSize);
    const stored = await readStoredEntries(
      tx,
      batch.flatMap((pair) => pair.revisionId ?? []),
    );
    for (const [i, pair] of batch.entries()) {
      const entry = stored[i];
      if (entry === undefined || entry.pairId !== pair.pairId) {
        throw new Invalid(
          `The text of pair ${pair.pairId} is missing. Restore the database from a backup.`,
        );
      }
      const { problemSha256, revisionId } = entry;
      const id = rowSha256(problemSha256, renderStored(entry, studentPrompt));
      const { tokens, trainedTokens } = pair;
      rows.push({
        rowSha256: id,
        revisionId,
        split: "train",
        tokens,
        trainedTokens,
        problemSha256,
      });
    }
  }
  rows.sort((a, b) => (a.rowSha256 < b.rowSha256 ? -1 : 1));
  const aside =
    split.share === null
      ? null
      : validationProblems(
          rows.map((row) => row.problemSha256),
          split.share,
          split.seed,
        );
  return rows.map(({ problemSha256, ...row }) =>
    aside?.has(problemSha256) ? { ...row, split: "validation" } : row,
  );
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

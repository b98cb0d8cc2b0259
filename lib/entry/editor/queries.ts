import { db } from "#lib/adapters/db/client.ts";
import { canonicalText } from "#lib/canonical-text.ts";
import { Invalid, NotFound } from "#lib/errors.ts";
import { isKnownToLoader } from "#lib/export/known-corrections.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { Placement } from "#lib/method/splice/schema.ts";
import { assignTokens } from "#lib/method/tokens/assign.ts";
import type { StudentTokenizer } from "#lib/method/tokens/schema.ts";
import { maskOf } from "#lib/method/tokens/token-mask.ts";
import { caseFromColumn } from "#lib/pair/case-column.ts";
import { projectSettingsSchema } from "#lib/project/schema.ts";
import { fillPrompt } from "#lib/prompt/fill-prompt.ts";
import { readCurrentPrompts } from "#lib/prompt/queries.ts";
import { listTemplates } from "#lib/transition/queries.ts";
import { fromStoredPlacement } from "#lib/transition/schema.ts";
import { fillPlaceholders, type PlaceholderFacts } from "../placeholders.ts";
import { type ComposedEntry, composeEntry } from "../revision/compose-entry.ts";
import { charactersOf, countedAtOnce, tokenizerIfPresent } from "../revision/count-tokens.ts";
import { readPairTexts } from "../revision/queries.ts";
import type { EditorData, EditorStrategy, EntryPreview, PreviewRequest } from "./schema.ts";
import { tokenLines, uncutLines } from "./token-lines.ts";

/** What the transition editor of a pair starts from. Throws `NotFound`, and `Invalid` where there is no transition to edit. */
export async function getEditor(
  actor: Actor,
  projectId: number,
  pairId: number,
): Promise<EditorData> {
  const entry = await readEntry({ projectId, pairId });
  const { first, second } = directionOf(entry);
  const facts: PlaceholderFacts = {
    first_answer: entry.pair.first?.extracted ?? "no answer",
    second_answer: entry.pair.second?.extracted ?? "no answer",
    first_strategy: first.name,
    second_strategy: second.name,
  };
  const kind = entry.case === "0,1" ? "correction" : "verification";
  const templates = (await listTemplates(actor, projectId)).filter(
    (row) => row.fromStrategyId === first.id && row.toStrategyId === second.id && row.kind === kind,
  );
  const { current } = entry;
  return {
    projectId,
    pairId: entry.pair.id,
    entryId: entry.id,
    slot: { projectId, fromStrategyId: first.id, toStrategyId: second.id, kind },
    case: entry.case,
    kind,
    first,
    second,
    revision: current,
    facts,
    templates: templates.map(({ id, name, text, placement, uses, isDefault }) => ({
      id,
      name,
      placement,
      uses,
      isDefault,
      ...fillPlaceholders(text, facts),
    })),
    preview: await preview(entry, current),
  };
}

/** The entry as it would be with this text and place; nothing is written. */
export async function previewTransition(
  _actor: Actor,
  projectId: number,
  entryId: number,
  draft: PreviewRequest,
): Promise<EntryPreview> {
  const entry = await readEntry({ projectId, entryId });
  const text = canonicalText(draft.text.replaceAll("\r\n", "\n")).text;
  return preview(entry, { text, placement: draft.placement });
}

type ReadEntry = Awaited<ReturnType<typeof readEntry>>;

async function readEntry(by: { projectId: number; pairId?: number; entryId?: number }) {
  const row = await db().entry.findFirst({
    where: {
      projectId: by.projectId,
      ...(by.pairId === undefined ? {} : { pairId: by.pairId }),
      ...(by.entryId === undefined ? {} : { id: by.entryId }),
    },
    include: {
      current: true,
      project: { select: { settings: true, strategies: { orderBy: { position: "asc" } } } },
      pair: {
        select: {
          id: true,
          firstStrategyId: true,
          problem: { select: { text: true } },
          first: { select: { extracted: true } },
          second: { select: { extracted: true } },
        },
      },
    },
  });
  const what = by.entryId === undefined ? `Pair ${by.pairId}` : `Entry ${by.entryId}`;
  if (!row?.current) throw new NotFound(`${what} has no entry in this project. Reload the list.`);
  if (row.state !== "active") {
    throw new Invalid(
      "This entry was withdrawn: its pair's grades changed. Reload the page to see them.",
    );
  }
  const { current, ...entry } = row;
  const found = caseFromColumn(current.caseOf);
  if (
    found === "0,0" ||
    found === "1,0" ||
    current.transition === null ||
    current.placement === null
  ) {
    throw new Invalid("A (1,0) entry is its first attempt alone: it has no transition to edit.");
  }
  return {
    ...entry,
    case: found,
    firstId: current.firstId,
    secondId: current.secondId,
    tokenizer: projectSettingsSchema.parse(row.project.settings).tokenizer,
    current: {
      id: current.id,
      n: current.n,
      text: current.transition,
      placement: fromStoredPlacement(current.placement),
      templateId: current.templateId,
      author: current.author,
      createdAt: current.createdAt,
    },
  };
}

function directionOf(entry: ReadEntry): { first: StrategyOf; second: StrategyOf } {
  const strategies = entry.project.strategies.map(
    ({ id, position, sign, name }): StrategyOf => ({
      id,
      position: position === 1 ? 1 : 2,
      sign,
      name,
    }),
  );
  const first = strategies.find((strategy) => strategy.id === entry.pair.firstStrategyId);
  const second = strategies.find((strategy) => strategy.id !== entry.pair.firstStrategyId);
  if (!first || !second)
    throw new NotFound("This project has not two strategies. Set the pair under Settings.");
  return { first, second };
}

type StrategyOf = EditorStrategy & { readonly id: number };

async function preview(
  entry: ReadEntry,
  draft: { text: string; placement: Placement },
): Promise<EntryPreview> {
  const prompts = await readCurrentPrompts(db(), entry.projectId);
  const known = await tokenizerIfPresent(entry.tokenizer);
  const composed = composeEntry({
    case: entry.case,
    transition: draft,
    prompt: fillPrompt(prompts.student.text, { problem: entry.pair.problem.text }),
    texts: await readPairTexts(db(), entry),
    tokenizer: known,
  });
  const isShort = charactersOf(composed.segments) <= countedAtOnce;
  const tokenizer = isShort ? known : null;
  const codes = Map.groupBy(composed.findings, (finding) => finding.code);
  return {
    ...measured(composed, tokenizer),
    isTooLong: !isShort,
    findings: [...codes].map(([code, found]) => ({ code, count: found.length })),
    placement: composed.composition.placement,
    fellBack: composed.composition.fellBack,
    isKnownToPaperLoader: entry.case !== "0,1" || isKnownToLoader(textOf(composed)),
  };
}

function textOf({ segments }: ComposedEntry): string {
  return segments.map(({ text }) => text).join("");
}

function measured(
  composed: ComposedEntry,
  tokenizer: StudentTokenizer | null,
): Pick<EntryPreview, "lines" | "counts"> {
  if (tokenizer === null) return { lines: uncutLines(composed.segments), counts: null };
  const tokens = [...assignTokens(composed.segments, tokenizer)];
  const mask = maskOf(composed.segments, tokens);
  return {
    lines: tokenLines(composed.segments, tokens),
    counts: { byRole: mask.byRole, trained: mask.trainedCount, total: mask.total },
  };
}

import { canonicalText } from "#lib/canonical-text.ts";
import {
  firstOf,
  labelOf,
  numberOf,
  type PlainJson,
  promptText,
  requireText,
  toPlainJson,
} from "#lib/import/fields.ts";
import type { FileObject, RowFault } from "#lib/import/schema.ts";
import type { ColumnMapping, ProblemInput } from "./schema.ts";

const problemPaths = ["problem", "question", "prompt"] as const;
const answerPaths = [
  "answer",
  "final_answer",
  "reward_model.ground_truth",
  "ground_truth",
] as const;
const sourcePaths = ["source", "data_source"] as const;
const difficultyPaths = ["difficulty", "level"] as const;
const topicPaths = ["topic", "subject"] as const;
/** Fields that become columns, or are trajectories of their own: not kept a second time. */
const consumed = new Set<string>([
  ...problemPaths,
  ...answerPaths,
  ...sourcePaths,
  ...difficultyPaths,
  ...topicPaths,
  "r1_solution_1",
  "r1_solution_2",
  "r1_solution_3",
]);

export type MappedProblem =
  | { readonly ok: true; readonly problem: ProblemInput }
  | ({ readonly ok: false } & RowFault);

/** A file's row as a problem, by the columns chosen or by the names that such files use. */
export function mapProblem(row: FileObject, mapping: ColumnMapping): MappedProblem {
  const text = questionOf(row, mapping);
  if (!text.ok) return text;
  const answer = answerOf(row, mapping);
  if (!answer.ok) return answer;
  return {
    ok: true,
    problem: {
      text: text.text,
      answer: answer.text.trim(),
      source: storable(labelOf(row, sourcePaths)),
      difficulty: numberOf(row, difficultyPaths),
      topic: storable(labelOf(row, topicPaths)),
      extra: extraOf(row, mapping),
    },
  };
}

/** The question's text; the same rule serves trajectory rows that name their problem by text. */
export function questionOf(row: FileObject, mapping: ColumnMapping) {
  const paths = mapping.problem ? [mapping.problem] : problemPaths;
  const found = firstOf(row, paths);
  if (!found) return { ok: false as const, ...missing(row, mapping.problem ?? "problem", paths) };
  const value = promptText(found.value);
  const field = value === found.value ? found.path : `${found.path}[-1].content`;
  return requireText(field, value);
}

/** The reference answer's text. */
export function answerOf(row: FileObject, mapping: ColumnMapping) {
  const paths = mapping.answer ? [mapping.answer] : answerPaths;
  const found = firstOf(row, paths);
  if (!found) return { ok: false as const, ...missing(row, mapping.answer ?? "answer", paths) };
  return requireText(found.path, found.value);
}

function missing(row: FileObject, field: string, paths: readonly string[]): RowFault {
  const there = Object.keys(row);
  const shown = there.slice(0, 12).join(", ") + (there.length > 12 ? ", …" : "");
  const nulls = paths.find((path) => Object.hasOwn(row, path));
  if (nulls) return { field: nulls, reason: "is null; a text or a number is needed." };
  return {
    field,
    reason: `is missing: looked for ${paths.join(", ")}; the row has ${shown || "no fields"}.`,
  };
}

function extraOf(row: FileObject, mapping: ColumnMapping): { [key: string]: PlainJson } {
  const extra: { [key: string]: PlainJson } = {};
  for (const [key, value] of Object.entries(row)) {
    if (consumed.has(key) || key === mapping.problem || key === mapping.answer) continue;
    extra[storable(key)] = toPlainJson(value, storable);
  }
  return extra;
}

function storable(text: string): string {
  return canonicalText(text).text;
}

import { firstOf, requireText } from "#lib/import/fields.ts";
import { isArray, isObject, nameOf } from "#lib/import/parse-json-row.ts";
import type { FileObject, FileValue, RowFault } from "#lib/import/schema.ts";
import { deepMathText } from "#lib/method/formats/read-deepmath.ts";
import {
  runStatusSchema,
  type SegmentKind,
  type Span,
  segmentKindSchema,
} from "#lib/method/trajectory/schema.ts";
import { answerOf, mapProblem, questionOf } from "#lib/problem/map-problem.ts";
import type { ProblemInput } from "#lib/problem/schema.ts";

/** Which problem a row is about. `input` is null where the row has no reference answer: the problem must be here already. */
export type RowProblem =
  | { readonly by: "id"; readonly id: number }
  | { readonly by: "text"; readonly text: string; readonly input: ProblemInput | null };

/** A row of a file of attempts, by shape. */
export type AttemptRow =
  | {
      readonly shape: "recorded";
      readonly problem: RowProblem;
      readonly text: string;
      /** Given by the row's own segments; null: the parser decides. */
      readonly spans: readonly Span[] | null;
      readonly policy: string;
      readonly strategy: string;
    }
  | { readonly shape: "spliced"; readonly problem: RowProblem; readonly text: string }
  | {
      readonly shape: "solutions";
      readonly problem: RowProblem;
      readonly texts: readonly string[];
    };

type Read<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & RowFault);

const solutionFields = ["r1_solution_1", "r1_solution_2", "r1_solution_3"] as const;

/** Reads a row by the fields it has. */
export function readAttemptRow(row: FileObject): Read<AttemptRow> {
  if (Object.hasOwn(row, "synthetic_data")) return readSpliced(row);
  if (solutionFields.some((field) => Object.hasOwn(row, field))) return readSolutions(row);
  if (Object.hasOwn(row, "text") || Object.hasOwn(row, "segments")) return readRecorded(row);
  return bad(
    "",
    "is no attempt: it has none of text, segments, synthetic_data and r1_solution_1. Import problems with `problems import`.",
  );
}

function bad(field: string, reason: string): { readonly ok: false } & RowFault {
  return { ok: false, field, reason };
}

function readSpliced(row: FileObject): Read<AttemptRow> {
  const question = questionOf(row, {});
  if (!question.ok) return question;
  const text = attemptText("synthetic_data", row.synthetic_data);
  if (!text.ok) return text;
  const problem: RowProblem = { by: "text", text: question.text, input: null };
  return { ok: true, value: { shape: "spliced", problem, text: text.value } };
}

function readSolutions(row: FileObject): Read<AttemptRow> {
  const mapped = mapProblem(row, {});
  if (!mapped.ok) return mapped;
  const texts: string[] = [];
  for (const field of solutionFields) {
    const value = row[field];
    if (value === undefined || value === null || value === "") continue;
    const text = attemptText(field, value);
    if (!text.ok) return text;
    texts.push(deepMathText(text.value));
  }
  if (texts.length === 0)
    return bad(solutionFields[0], "is empty, and so are the other solutions.");
  const { problem } = mapped;
  return {
    ok: true,
    value: {
      shape: "solutions",
      problem: { by: "text", text: problem.text, input: problem },
      texts,
    },
  };
}

function readRecorded(row: FileObject): Read<AttemptRow> {
  const problem = readProblem(row);
  if (!problem.ok) return problem;
  const body = readBody(row);
  if (!body.ok) return body;
  return {
    ok: true,
    value: {
      shape: "recorded",
      problem: problem.value,
      ...body.value,
      policy: labelOf(row.policy),
      strategy: labelOf(row.strategy),
    },
  };
}

function labelOf(value: FileValue | undefined): string {
  return typeof value === "string" ? value.trim() : "";
}

function readProblem(row: FileObject): Read<RowProblem> {
  if (row.problemId !== undefined && row.problemId !== null) {
    const id = Number(row.problemId);
    if (Number.isSafeInteger(id) && id > 0 && id <= 2_147_483_647) {
      return { ok: true, value: { by: "id", id } };
    }
    return bad(
      "problemId",
      `is ${nameOf(row.problemId)}; the number of a problem's address is needed.`,
    );
  }
  const question = questionOf(row, {});
  if (!question.ok) return question;
  const hasAnswer = firstOf(row, [
    "answer",
    "final_answer",
    "reward_model.ground_truth",
    "ground_truth",
  ]);
  if (!hasAnswer) return { ok: true, value: { by: "text", text: question.text, input: null } };
  const answer = answerOf(row, {});
  if (!answer.ok) return answer;
  const input: ProblemInput = {
    text: question.text,
    answer: answer.text.trim(),
    source: "",
    difficulty: null,
    topic: "",
    extra: {},
  };
  return { ok: true, value: { by: "text", text: question.text, input } };
}

type Body = { readonly text: string; readonly spans: readonly Span[] | null };

function readBody(row: FileObject): Read<Body> {
  if (row.segments === undefined || row.segments === null) {
    const text = attemptText("text", row.text);
    return text.ok ? { ok: true, value: { text: text.value, spans: null } } : text;
  }
  if (!isArray(row.segments))
    return bad("segments", `is ${nameOf(row.segments)}; a list of {kind, text} is needed.`);
  return joinSegments(row.segments);
}

/** The segments' texts joined, with spans that tile them; segments of one kind that touch stay apart. */
function joinSegments(segments: readonly FileValue[]): Read<Body> {
  let text = "";
  const spans: Span[] = [];
  for (const [index, segment] of segments.entries()) {
    const read = readSegment(segment, `segments[${index}]`);
    if (!read.ok) return read;
    if (read.value.text === "") continue;
    const start = text.length;
    text += read.value.text;
    const { kind, run } = read.value;
    spans.push({ kind, start, end: text.length, ...(run ? { run } : {}) });
  }
  if (text.trim() === "") return bad("segments", "hold no text.");
  return { ok: true, value: { text, spans } };
}

interface Segment {
  readonly kind: SegmentKind;
  readonly text: string;
  readonly run?: Span["run"];
}

const attemptKinds = segmentKindSchema.exclude(["prompt", "end", "transition"]);

function readSegment(segment: FileValue, field: string): Read<Segment> {
  if (!isObject(segment)) return bad(field, `is ${nameOf(segment)}; {kind, text} is needed.`);
  const kind = attemptKinds.safeParse(segment.kind);
  if (!kind.success) {
    return bad(
      `${field}.kind`,
      `is ${nameOf(segment.kind)}; one of ${attemptKinds.options.join(", ")} is needed.`,
    );
  }
  if (typeof segment.text !== "string")
    return bad(`${field}.text`, `is ${nameOf(segment.text)}; a text is needed.`);
  if (kind.data !== "code") return { ok: true, value: { kind: kind.data, text: segment.text } };
  const run = runStatusSchema.safeParse(segment.run ?? "not-run");
  if (!run.success) {
    return bad(
      `${field}.run`,
      `is ${nameOf(segment.run)}; one of ${runStatusSchema.options.join(", ")} is needed.`,
    );
  }
  return { ok: true, value: { kind: "code", text: segment.text, run: run.data } };
}

/** An attempt's text as it is: what the database cannot store is marked there, never refused. */
function attemptText(field: string, value: FileValue | undefined): Read<string> {
  if (typeof value === "string" && value.trim() !== "") return { ok: true, value };
  const text = requireText(field, value);
  return text.ok ? { ok: true, value: text.text } : text;
}

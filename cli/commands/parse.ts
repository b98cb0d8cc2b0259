import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Command } from "commander";
import { z } from "zod";
import { newCommand, PartlyDone } from "#cli/command.ts";
import { printJson, say } from "#cli/output.ts";
import { callerDir } from "#lib/env.ts";
import { Invalid, messageOf } from "#lib/errors.ts";
import { type MaskRange, maskOf } from "#lib/method/mask/trained.ts";
import { compose } from "#lib/method/splice/compose.ts";
import { renderEntry } from "#lib/method/splice/render.ts";
import { committedAnswer } from "#lib/method/trajectory/commit.ts";
import { parseTrajectory } from "#lib/method/trajectory/parse.ts";
import type { Finding, Span } from "#lib/method/trajectory/schema.ts";

const rowSchema = z.object({ text: z.string() });

interface ParsedRow {
  /** In order; their texts joined are the text. Offsets are UTF-16, end-exclusive. */
  readonly segments: readonly (Span & { readonly text: string })[];
  readonly findings: readonly Finding[];
  /** What the text commits to, or null. */
  readonly answer: string | null;
  /** The loss mask of the text standing alone; UTF-16 offsets, end-exclusive. */
  readonly mask: readonly MaskRange[];
}

/** `parse FILE`: needs no database */
export function parseCommand(): Command {
  return newCommand({
    name: "parse",
    summary:
      'Cut trajectory texts into segments: JSON Lines {"text"} in, segments, findings and mask out',
    examples: ["parse trajectories.jsonl", "parse trajectories.jsonl > segments.jsonl"],
  })
    .argument("<file>", "JSON Lines, one object with a text each; - reads standard input")
    .action(run);
}

/** One line of output for every line of input, in order; a line that cannot be read says so and the others go on. */
async function run(file: string): Promise<void> {
  let line = 0;
  let bad = 0;
  for await (const text of linesOf(file)) {
    line += 1;
    if (text.trim() === "") continue;
    const row = read(text);
    if (typeof row !== "string") {
      printJson(parseRow(row.text));
      continue;
    }
    bad += 1;
    say(`line ${line}: ${row}`);
    printJson({ line, error: row });
  }
  if (bad > 0)
    throw new PartlyDone(`${bad} of ${line} lines could not be read; each is named above.`);
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const path = resolve(callerDir(), file);
  const input = file === "-" ? process.stdin : createReadStream(path);
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    throw new Invalid(
      `The file ${path} cannot be read: ${messageOf(cause)}. Check the path; a relative one starts where you are.`,
      { cause },
    );
  }
}

function read(line: string): z.infer<typeof rowSchema> | string {
  try {
    const parsed = rowSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : 'it is no object with a field "text" that is a string';
  } catch (error) {
    return `it is no JSON (${messageOf(error)})`;
  }
}

function parseRow(text: string): ParsedRow {
  const { spans, findings } = parseTrajectory(text);
  const { pieces } = compose({
    case: "1,0",
    first: { text, spans },
    second: null,
    transition: null,
  });
  const segments = renderEntry({
    prompt: "",
    pieces,
    case: "1,0",
    texts: { first: text, second: null },
  });
  const { ranges } = maskOf(segments.filter(({ role }) => role === "first"));
  const cut = spans.map((span) => ({ ...span, text: text.slice(span.start, span.end) }));
  return {
    segments: cut,
    findings,
    answer: committedAnswer(text, spans)?.text ?? null,
    mask: ranges,
  };
}

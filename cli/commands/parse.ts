import type { Command } from "commander";
import { z } from "zod";
import { newCommand } from "#cli/command.ts";
import { failOn, inputFile, readRows, writeRows } from "#cli/json-rows.ts";
import { say } from "#cli/output.ts";
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
  const path = inputFile(file);
  const count = { bad: 0 };
  const rows = await writeRows(parsedRows(path, count));
  failOn(count.bad, rows, "could not be read");
}

async function* parsedRows(
  path: string,
  count: { bad: number },
): AsyncGenerator<ParsedRow | { readonly line: number; readonly error: string }> {
  for await (const row of readRows(path, rowSchema)) {
    if (row.ok) yield parseRow(row.value.text);
    else {
      count.bad += 1;
      say(`line ${row.line}: ${row.error}`);
      yield { line: row.line, error: row.error };
    }
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

import { outageOf, StudioError } from "#lib/errors.ts";

/** A line of the result, for people. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The result, for programs: one line of JSON. Sizes beyond what JSON numbers hold exactly become text. */
export function printJson(value: unknown): void {
  process.stdout.write(
    `${JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? exact(part) : part))}\n`,
  );
}

/** Progress and remarks; never on standard output. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function exact(value: bigint): number | string {
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}

/** What a program is told about an error. */
export function errorFacts(cause: unknown): { code: string; message: string; fields: object } {
  const error = outageOf(cause) ?? cause;
  if (error instanceof StudioError)
    return { code: error.code, message: error.message, fields: error.fields };
  return {
    code: "failed",
    message: error instanceof Error ? error.message : String(error),
    fields: {},
  };
}

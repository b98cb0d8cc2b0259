import { Command } from "commander";

/** Exit codes of every command. */
export const exitCodes = { done: 0, failed: 1, usage: 2, partly: 3 } as const;

/** The command cannot be carried out as it was typed; the message says what to type or run instead. Exit code 2. */
export class UsageError extends Error {}

/** Some of it is done; the message says what is left. Exit code 3. */
export class PartlyDone extends Error {}

interface CommandText {
  /** "problems import", "freeze". */
  readonly name: string;
  readonly summary: string;
  /** What stands after `npm run dd -- `, shown by `--help`. */
  readonly examples: readonly string[];
}

/** A command with `--json` and examples in its help; the file that calls this adds arguments, options and the action. */
export function newCommand({ name, summary, examples }: CommandText): Command {
  // npm's banner must not stand in a file that the output goes to.
  const lines = examples.map(
    (example) => `  npm run ${example.includes(" > ") ? "-s " : ""}dd -- ${example}`,
  );
  return new Command(name)
    .description(summary)
    .option("--json", "print one machine-readable result on standard output")
    .addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
}

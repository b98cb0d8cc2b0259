// `npm run dd -- …`: the same queries and mutations as the dashboard. A command is one file in cli/commands.
import { Command, CommanderError } from "commander";
import { exitCodes, PartlyDone, UsageError } from "./command.ts";
import { balanceCommand } from "./commands/balance.ts";
import { exportCommand } from "./commands/export.ts";
import { freezeCommand } from "./commands/freeze.ts";
import { gradeCommand } from "./commands/grade.ts";
import { parseCommand } from "./commands/parse.ts";
import { problemsImportCommand } from "./commands/problems-import.ts";
import { runCodeCommand } from "./commands/run-code.ts";
import { statusCommand } from "./commands/status.ts";
import { teachCommand } from "./commands/teach.ts";
import { trajectoriesImportCommand } from "./commands/trajectories-import.ts";
import { errorFacts, printJson, say } from "./output.ts";

const commands = [
  problemsImportCommand,
  trajectoriesImportCommand,
  teachCommand,
  balanceCommand,
  freezeCommand,
  exportCommand,
  gradeCommand,
  runCodeCommand,
  parseCommand,
  statusCommand,
];
const nouns: Readonly<Record<string, string>> = {
  problems: "Problems of a project",
  trajectories: "Trajectories of a project",
};

function buildProgram(): Command {
  const program = strict(new Command("dd"))
    .description(
      "DualDistill Studio on the command line. Scripts: npm run -s dd -- … (npm prints a banner otherwise).",
    )
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done.\nExample:\n  npm run dd -- status --json",
    );
  for (const make of commands) addCommand(program, make());
  return program;
}

/** "problems import" becomes the command `import` below `problems`. */
function addCommand(program: Command, command: Command): void {
  const [noun = "", verb] = command.name().split(" ");
  if (!verb) {
    program.addCommand(strict(command));
    return;
  }
  const parent =
    program.commands.find((one) => one.name() === noun) ??
    program.command(noun).description(nouns[noun] ?? "");
  parent.addCommand(strict(command.name(verb)));
}

function strict(command: Command): Command {
  return command.exitOverride().showHelpAfterError("Try --help.");
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof UsageError) return exitCodes.usage;
  return error instanceof PartlyDone ? exitCodes.partly : exitCodes.failed;
}

/** Errors are told once, here. Commander has said its own already. */
function tell(error: unknown): void {
  if (error instanceof CommanderError) return;
  say(errorFacts(error).message);
  if (process.argv.includes("--json")) printJson({ error: errorFacts(error) });
}

const program = buildProgram();
try {
  await program.parseAsync();
} catch (error) {
  tell(error);
  process.exitCode = exitCodeOf(error);
}

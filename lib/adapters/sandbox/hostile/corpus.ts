import { files } from "./files.ts";
import { interpreter } from "./interpreter.ts";
import { kernel } from "./kernel.ts";
import { memory } from "./memory.ts";
import { network } from "./network.ts";
import { output } from "./output.ts";
import { processes } from "./processes.ts";
import type { HostileProgram } from "./program.ts";
import { secrets } from "./secrets.ts";
import { siblings } from "./siblings.ts";

/** Every hostile program; names are unique. */
export const hostilePrograms: readonly HostileProgram[] = [
  ...files,
  ...secrets,
  ...network,
  ...processes,
  ...kernel,
  ...memory,
  ...output,
  ...interpreter,
  ...siblings,
];

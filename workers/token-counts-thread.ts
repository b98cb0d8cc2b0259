import { setTimeout as sleep } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import { messageOf } from "#lib/errors.ts";
import { type LookedThrough, recountTokens } from "./tasks/recount-tokens.ts";

const betweenMs = 3_000;
/** A long transaction may bring in counts by what was in force when it began: everything is looked through now and then. */
const lookAgainMs = 600_000;

let before: LookedThrough = new Map();
let since = Date.now();

for (;;) {
  if (Date.now() - since > lookAgainMs) {
    before = new Map();
    since = Date.now();
  }
  await recountTokens(before).catch((error: unknown) => parentPort?.postMessage(reasonOf(error)));
  await sleep(betweenMs);
}

function reasonOf(error: unknown): string {
  return error instanceof AggregateError
    ? `${error.message}: ${error.errors.map(messageOf).join("; ")}`
    : messageOf(error);
}

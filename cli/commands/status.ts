import type { Command } from "commander";
import { diskSpace } from "#lib/adapters/files/files.ts";
import { dataDir } from "#lib/env.ts";
import { localActor } from "#lib/member/actor.ts";
import { readDatabaseFacts, readSystemState } from "#lib/system/queries.ts";
import { workerSilenceMs } from "#lib/system/schema.ts";
import { newCommand } from "../command.ts";
import { print, printJson } from "../output.ts";
import { runningStudio, withStudio } from "../studio-connection.ts";

interface Status {
  readonly running: boolean;
  readonly url: string | null;
  readonly dataDir: string;
  readonly diskFreeBytes: number | null;
  readonly parts: readonly {
    readonly name: string;
    readonly state: string;
    readonly message: string;
  }[];
}

export function statusCommand(): Command {
  return newCommand({
    name: "status",
    summary:
      "What runs in this data folder: address, database, worker, model, sandbox, disk. Starts nothing.",
    examples: ["status", "status --json"],
  }).action(async ({ json }: { json?: boolean }) => {
    const status = await readStatus();
    if (json) printJson(status);
    else printStatus(status);
  });
}

async function readStatus(): Promise<Status> {
  const studio = runningStudio();
  const disk = await diskSpace().catch(() => null);
  return {
    running: studio !== null,
    url: studio?.url ?? null,
    dataDir: dataDir(),
    diskFreeBytes: disk?.freeBytes ?? null,
    parts: studio ? await withStudio(readParts) : [],
  };
}

async function readParts(): Promise<Status["parts"]> {
  const [database, worker, model, sandbox] = await Promise.all([
    readDatabaseFacts(localActor),
    readSystemState(localActor, "worker"),
    readSystemState(localActor, "model-server"),
    readSystemState(localActor, "sandbox"),
  ]);
  const silentMs = worker ? Date.now() - worker.updatedAt.getTime() : 0;
  const megabytes = database.bytes / 1_000_000n;
  return [
    {
      name: "database",
      state: "ready",
      message: `PostgreSQL ${database.version}, ${megabytes} MB`,
    },
    worker
      ? {
          name: "worker",
          state: silentMs > workerSilenceMs ? "silent" : "ready",
          message: `${worker.value.inFlight} in flight, last heard ${Math.round(silentMs / 1000)} s ago`,
        }
      : { name: "worker", state: "starting", message: "" },
    {
      name: "model-server",
      state: model?.value.state ?? "starting",
      message: model?.value.message || (model?.value.model ?? ""),
    },
    {
      name: "sandbox",
      state: sandbox?.value.state ?? "probing",
      message: [sandbox?.value.message, sandbox?.value.fix].filter(Boolean).join(" "),
    },
  ];
}

function printStatus(status: Status): void {
  const place = status.url ? `running at ${status.url}` : "at work for a command";
  print(
    status.running
      ? `The Studio of ${status.dataDir} is ${place}.`
      : `No Studio runs in ${status.dataDir}. Start it with: npm start`,
  );
  for (const { name, state, message } of status.parts)
    print(`  ${name.padEnd(13)} ${state.padEnd(12)} ${message}`);
  if (status.diskFreeBytes !== null)
    print(`  ${"disk".padEnd(13)} ${Math.round(status.diskFreeBytes / 1e9)} GB free`);
}

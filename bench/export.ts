/**
 * `npm run bench:export [-- --rows 200000]`: makes a project with that many entries in a scratch database, freezes it, and
 * exports it as JSONL and as Parquet from a process with a heap of 128 MB. Prints one JSON line.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { saveBalanceRule } from "#lib/balance/mutations.ts";
import { freezeDataset } from "#lib/dataset/mutations.ts";
import { childEnv } from "#lib/env.ts";
import { localActor } from "#lib/member/actor.ts";
import { balanceRuleSchema } from "#lib/method/balance/schema.ts";
import { makeManyEntries } from "./support/many-entries.ts";
import { withScratchDatabase } from "./support/scratch-database.ts";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "200000" },
    filler: { type: "string", default: "400" },
    format: { type: "string", default: "segments" },
  },
});
const count = z.coerce.number().int().min(6).max(1_000_000).parse(values.rows);
const filler = z.coerce.number().int().min(0).parse(values.filler);
const heapMb = 128;

const measuredSchema = z.object({
  rows: z.int(),
  bytes: z.int(),
  seconds: z.number(),
  /** Of the exporting process alone: what stays comparable on a busy machine. */
  cpuSeconds: z.number(),
  peakRssMb: z.number(),
});

/** One export in a process of its own, so that its memory is its own. */
function exportOnce(datasetId: number, out: string): Promise<z.infer<typeof measuredSchema>> {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${heapMb}`,
      join(import.meta.dirname, "export-once.ts"),
      String(datasetId),
      values.format,
      out,
    ],
    { env: childEnv({}), stdio: ["ignore", "pipe", "inherit"] },
  );
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code !== 0) reject(new Error(`The export to ${out} ended with exit code ${code}.`));
      else resolve(measuredSchema.parse(JSON.parse(text)));
    });
  });
}

const seconds = (since: number) => Number(((performance.now() - since) / 1000).toFixed(1));

const folder = mkdtempSync(join(tmpdir(), "bench-export-"));
try {
  await withScratchDatabase(async () => {
    const { projectId } = await makeManyEntries({ name: "bench", count, filler });
    await saveBalanceRule(localActor, { projectId, rule: balanceRuleSchema.parse({}) });
    const start = performance.now();
    const frozen = await freezeDataset(localActor, { projectId, name: "v1" });
    const freezeSeconds = seconds(start);
    const freezeRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
    const jsonl = await exportOnce(frozen.datasetId, join(folder, "rows.jsonl"));
    const parquet = await exportOnce(frozen.datasetId, join(folder, "rows.parquet"));
    const rate = ({ rows, seconds: took }: { rows: number; seconds: number }) =>
      Math.round(rows / took);
    const line = {
      bench: "export",
      format: values.format,
      rows: frozen.rows,
      heapMb,
      freeze: {
        seconds: freezeSeconds,
        rowsPerSecond: Math.round(frozen.rows / freezeSeconds),
        peakRssMb: freezeRssMb,
      },
      jsonl: { ...jsonl, rowsPerSecond: rate(jsonl) },
      parquet: { ...parquet, rowsPerSecond: rate(parquet) },
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** `node export-once.ts DATASET_ID FORMAT OUT`: one export, and what it took, as one JSON line. */
import { closeDb } from "#lib/adapters/db/client.ts";
import { getDataset } from "#lib/dataset/queries.ts";
import { exportToPath } from "#lib/export/mutations.ts";
import { formatNameSchema } from "#lib/export/schema.ts";
import { localActor } from "#lib/member/actor.ts";

const [id, format, out] = process.argv.slice(2);
const dataset = await getDataset(localActor, Number(id));
const start = performance.now();
const written = await exportToPath(localActor, {
  dataset,
  format: formatNameSchema.parse(format),
  out: out ?? "",
});
const seconds = Number(((performance.now() - start) / 1000).toFixed(2));
const cpu = process.cpuUsage();
const cpuSeconds = Number(((cpu.user + cpu.system) / 1e6).toFixed(2));
const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(
  JSON.stringify({
    rows: written.rows,
    bytes: written.files[0]?.bytes ?? 0,
    seconds,
    cpuSeconds,
    peakRssMb,
  }),
);
await closeDb();

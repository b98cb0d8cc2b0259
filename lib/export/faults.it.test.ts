import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeManyEntries } from "../../bench/support/many-entries.ts";
import { db } from "../adapters/db/client.ts";
import { useTestDatabase } from "../adapters/db/testing.ts";
import { saveBalanceRule } from "../balance/mutations.ts";
import { freezeDataset } from "../dataset/mutations.ts";
import { getDataset } from "../dataset/queries.ts";
import type { DatasetDetails } from "../dataset/schema.ts";
import { childEnv } from "../env.ts";
import { localActor } from "../member/actor.ts";
import { balanceRuleSchema } from "../method/balance/schema.ts";
import { exportToPath } from "./mutations.ts";

const database = useTestDatabase();
const scratch = mkdtempSync(join(tmpdir(), "export-faults-"));
let dataset: DatasetDetails;
let projectId = 0;

beforeAll(async () => {
  ({ projectId } = await makeManyEntries({ name: "faults", count: 3000 }));
  await saveBalanceRule(localActor, { projectId, rule: balanceRuleSchema.parse({}) });
  const frozen = await freezeDataset(localActor, { projectId, name: "big" });
  dataset = await getDataset(localActor, frozen.datasetId);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A process that exports to `out`; says `writing` as soon as the first batch is on its way. */
function exporter(out: string): ChildProcess {
  const program = `
    import { getDataset } from "#lib/dataset/queries.ts";
    import { exportToPath } from "#lib/export/mutations.ts";
    import { localActor } from "#lib/member/actor.ts";
    import { closeDb } from "#lib/adapters/db/client.ts";
    const dataset = await getDataset(localActor, ${dataset.id});
    await exportToPath(localActor, { dataset, format: "segments", out: ${JSON.stringify(out)}, onProgress: () => process.stdout.write("writing ") });
    await closeDb();
  `;
  return spawn(
    process.execPath,
    ["--input-type=module-typescript", "--max-old-space-size=128", "-e", program],
    {
      env: childEnv({ DATABASE_URL: database.url() }),
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
}

const exit = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once("exit", resolve));
const firstOutput = (child: ChildProcess) =>
  new Promise<void>((resolve) => child.stdout?.once("data", () => resolve()));

describe("a killed export", () => {
  it("leaves nothing under the final name, and the next one clears what it left", async () => {
    const folder = join(scratch, "killed");
    mkdirSync(folder);
    const out = join(folder, "rows.jsonl");
    const killed = exporter(out);
    await firstOutput(killed);
    killed.kill("SIGKILL");
    await exit(killed);
    expect(readdirSync(folder).filter((name) => !name.endsWith(".part"))).toEqual([]);
    expect(readdirSync(folder)).toHaveLength(1);
    await exportToPath(localActor, { dataset, format: "segments", out });
    expect(readdirSync(folder).toSorted()).toEqual([
      "manifest.json",
      "rows.jsonl",
      "rows.load.py",
      "rows.notes.md",
    ]);
  });

  it("never shows a part to who polls the final name", async () => {
    const folder = join(scratch, "polled");
    mkdirSync(folder);
    const out = join(folder, "rows.jsonl");
    const child = exporter(out);
    let isDone = false;
    const done = exit(child).then((code) => {
      isDone = true;
      return code;
    });
    const seen = new Set<number>();
    while (!isDone) {
      if (existsSync(out)) {
        seen.add(statSync(out).size);
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(await done).toBe(0);
    for (const size of seen) expect(size).toBe(statSync(out).size);
  });
});

describe("trouble with the disk", () => {
  it.skipIf(process.getuid?.() !== 0 || !existsSync("/dev/full"))(
    "a device as output is refused, not replaced",
    async () => {
      const link = join(scratch, "full.jsonl");
      symlinkSync("/dev/full", link);
      await expect(
        exportToPath(localActor, { dataset, format: "segments", out: link }),
      ).rejects.toThrow("is no ordinary file");
    },
  );

  it("a folder that cannot be made is said with its path, and nothing is left", async () => {
    writeFileSync(join(scratch, "file"), "");
    await expect(
      exportToPath(localActor, {
        dataset,
        format: "segments",
        out: join(scratch, "file", "x.jsonl"),
      }),
    ).rejects.toThrow(/file/);
  });
});

type Couple = readonly [number, number];

async function swapUntil(signal: AbortSignal, couples: readonly Couple[]): Promise<void> {
  for (let turn = 0; !signal.aborted; turn += 1) {
    for (const [one, two] of couples) {
      const [accepted, rejected] = turn % 2 === 0 ? [two, one] : [one, two];
      await db().$transaction([
        db().entry.update({ where: { id: accepted }, data: { verdict: "accepted" } }),
        db().entry.update({ where: { id: rejected }, data: { verdict: "rejected" } }),
      ]);
    }
  }
}

describe("freeze under edits", () => {
  it("is one point in time: every dataset holds what was accepted when it was read", async () => {
    const entries = await db().entry.findMany({
      where: { projectId },
      orderBy: { id: "asc" },
      take: 200,
      select: { id: true },
    });
    // Two entries change places in one transaction over and over: exactly one of each couple is accepted at any time.
    const couples = entries
      .slice(0, 100)
      .map((one, i): Couple => [one.id, entries[i + 100]?.id ?? 0]);
    for (const [, two] of couples)
      await db().entry.update({ where: { id: two }, data: { verdict: "rejected" } });
    const stop = new AbortController();
    const editor = swapUntil(stop.signal, couples);
    for (let i = 0; i < 5; i += 1) {
      const frozen = await freezeDataset(localActor, { projectId, name: `edited-${i}` });
      const rejected = await db().datasetDrop.count({
        where: { datasetId: frozen.datasetId, code: "rejected" },
      });
      expect(rejected).toBe(100);
    }
    stop.abort();
    await editor;
  });
});

import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { makeManyEntries } from "../../bench/support/many-entries.ts";
import { writeTinyTokenizer } from "../../bench/support/tiny-tokenizer.ts";
import { db } from "../adapters/db/client.ts";
import { useTestDatabase } from "../adapters/db/testing.ts";
import { saveBalanceRule } from "../balance/mutations.ts";
import { freezeDataset } from "../dataset/mutations.ts";
import { getDataset } from "../dataset/queries.ts";
import type { DatasetDetails } from "../dataset/schema.ts";
import { localActor } from "../member/actor.ts";
import { balanceRuleSchema } from "../method/balance/schema.ts";
import { type FormatName, formatNames } from "../method/formats/schema.ts";
import { exportToPath } from "./mutations.ts";
import { folderManifestSchema } from "./schema.ts";

useTestDatabase();

const scratch = mkdtempSync(join(tmpdir(), "export-test-"));
let dataset: DatasetDetails;
let projectId = 0;

beforeAll(async () => {
  const tokenizer = writeTinyTokenizer(join(scratch, "tokenizer"));
  ({ projectId } = await makeManyEntries({ name: "export", count: 60, filler: 30 }));
  const project = await db().project.findUniqueOrThrow({ where: { id: projectId } });
  const settings = typeof project.settings === "object" ? { ...project.settings, tokenizer } : {};
  await db().project.update({ where: { id: projectId }, data: { settings } });
  await saveBalanceRule(localActor, { projectId, rule: balanceRuleSchema.parse({}) });
  const frozen = await freezeDataset(localActor, { projectId, name: "v1", validation: 0.2 });
  dataset = await getDataset(localActor, frozen.datasetId);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const folderOf = (name: string) => {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  return folder;
};
const linesOf = (path: string): unknown[] =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
const sha256 = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

describe("every format", () => {
  it.each(formatNames)(
    "%s is written as JSONL and as Parquet with the same rows",
    async (format) => {
      const folder = folderOf(format);
      await exportToPath(localActor, { dataset, format, out: folder });
      await exportToPath(localActor, { dataset, format, out: folder, file: "parquet" });
      for (const side of ["", ".validation"]) {
        const lines = linesOf(join(folder, `v1.${format}${side}.jsonl`));
        const file = await asyncBufferFromFile(join(folder, `v1.${format}${side}.parquet`));
        expect(await parquetReadObjects({ file })).toEqual(lines);
        expect(lines).toHaveLength(side === "" ? 48 : 12);
      }
      expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
    },
  );
});

describe("beside the rows", () => {
  it("stand a manifest of everything in the folder, a sample config and what the format loses", async () => {
    const folder = folderOf("beside");
    for (const format of ["trl", "dualdistill"] as const)
      await exportToPath(localActor, { dataset, format, out: folder });
    const manifest = folderManifestSchema.parse(
      JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")),
    );
    expect(manifest.sha256).toBe(dataset.manifest.sha256);
    expect(manifest.exports.map((one) => [one.name, one.rows])).toEqual([
      ["v1.dualdistill.jsonl", 48],
      ["v1.dualdistill.validation.jsonl", 12],
      ["v1.trl.jsonl", 48],
      ["v1.trl.validation.jsonl", 12],
    ]);
    for (const one of manifest.exports) expect(sha256(join(folder, one.name))).toBe(one.sha256);
    expect(readFileSync(join(folder, "v1.trl.sft.yaml"), "utf8")).toContain("max_length: 16384\n");
    const notes = readFileSync(join(folder, "v1.dualdistill.notes.md"), "utf8");
    // No transition of this project is a sentence of the paper: every (0,1) row would be trained whole.
    const wrongFirst = dataset.manifest.counts.cells
      .filter((cell) => cell.case === "0,1")
      .reduce((n, cell) => n + cell.in, 0);
    expect(notes).toContain(
      `- ${wrongFirst} rows have a wrong first part that the released loader would train`,
    );
  });

  it("leaves somebody else's manifest.json alone", async () => {
    const folder = folderOf("foreign");
    writeFileSync(join(folder, "manifest.json"), "{}");
    await exportToPath(localActor, {
      dataset,
      format: "segments",
      out: join(folder, "mine.jsonl"),
    });
    expect(readFileSync(join(folder, "manifest.json"), "utf8")).toBe("{}");
    expect(readdirSync(folder).toSorted()).toEqual([
      "manifest.json",
      "mine.jsonl",
      "mine.load.py",
      "mine.manifest.json",
      "mine.notes.md",
      "mine.validation.jsonl",
    ]);
  });
});

/** Every shape of the fixture, written by hand: which part is trained in which case, whoever goes first. */
const shapesByHand = [
  "prompt:0 think:1 text:1 answer:1 end:1", // (1,0), text alone
  "prompt:0 think:1 text:1 code:1 executor:0 answer:1 end:1", // (1,0), tool alone
  "prompt:0 think:0 text:0 code:0 executor:0 transition:1 transition:1 transition:1 think:1 text:1 answer:1 end:1", // (0,1), tool first
  "prompt:0 think:1 text:1 code:1 executor:0 transition:1 transition:1 transition:1 think:1 text:1 answer:1 end:1", // (1,1), tool first
  "prompt:0 think:0 transition:1 transition:1 transition:1 think:1 text:1 code:1 executor:0 answer:1 end:1", // (0,1), text first
  "prompt:0 think:1 transition:1 transition:1 transition:1 think:1 text:1 code:1 executor:0 answer:1 end:1", // (1,1), text first
];

describe("masks", () => {
  it("are in segments rows what they are by hand", async () => {
    const folder = folderOf("masks");
    await exportToPath(localActor, { dataset, format: "segments", out: folder });
    const rows = linesOf(join(folder, "v1.segments.jsonl")).map((line) => segmentsRow.parse(line));
    const shapes = rows.map((row) =>
      row.segments.map((one) => `${one.kind}:${one.trained ? 1 : 0}`).join(" "),
    );
    expect([...new Set(shapes)].toSorted()).toEqual(shapesByHand.toSorted());
  });

  it("are the same in trl labels, byte for byte", async () => {
    const folder = folderOf("labels");
    await exportToPath(localActor, { dataset, format: "segments", out: folder });
    await exportToPath(localActor, { dataset, format: "trl", out: folder });
    const rows = linesOf(join(folder, "v1.segments.jsonl")).map((line) => segmentsRow.parse(line));
    const labelled = linesOf(join(folder, "v1.trl.jsonl")).map((line) => trlRow.parse(line));
    for (const [i, row] of rows.entries()) {
      // One token a byte, then the end: the mask is every segment's flag, once a byte.
      const mask = row.segments.flatMap((one) =>
        Array.from(
          { length: one.kind === "end" ? 1 : Buffer.byteLength(one.text) },
          () => one.trained,
        ),
      );
      const {
        input_ids: ids,
        labels,
        text,
      } = labelled[i] ?? { input_ids: [], labels: [], text: "" };
      expect(labels.map((label) => label !== -100)).toEqual(mask);
      expect(labels.every((label, at) => label === -100 || label === ids[at])).toBe(true);
      expect(Buffer.from(ids.slice(0, -1).map((id) => id - 1)).toString()).toBe(
        text.replace("<|end|>", ""),
      );
      expect(ids.at(-1)).toBe(0);
    }
  });
});

const segmentsRow = z.object({
  segments: z.array(z.object({ kind: z.string(), text: z.string(), trained: z.boolean() })),
});
const trlRow = z.object({
  input_ids: z.array(z.int()),
  labels: z.array(z.int()),
  text: z.string(),
});

describe("the output", () => {
  const tryTo = (out: string, format: FormatName = "segments") =>
    exportToPath(localActor, { dataset, format, out });

  it("must be a folder or end in .jsonl or .parquet", async () => {
    await expect(tryTo(join(scratch, "rows.csv"))).rejects.toThrow(
      "ends in neither .jsonl nor .parquet",
    );
    await expect(tryTo("/dev/null.d/x.csv")).rejects.toThrow("ends in neither");
  });

  it("replaces an older file only when the new one is whole", async () => {
    const out = join(folderOf("replace"), "rows.jsonl");
    writeFileSync(out, "old\n");
    const row = await db().datasetRow.findFirstOrThrow({
      where: { datasetId: dataset.id, position: 30 },
      include: { revision: true },
    });
    const body = await db().trajectoryBody.findUniqueOrThrow({
      where: { trajectoryId: row.revision.firstId },
    });
    await db().trajectoryBody.update({
      where: { trajectoryId: body.trajectoryId },
      data: { text: body.text.replace("We", "wE") },
    });
    await expect(tryTo(out)).rejects.toThrow("no longer renders to the text it was frozen with");
    expect(readdirSync(join(scratch, "replace"))).toEqual(["rows.jsonl"]);
    expect(readFileSync(out, "utf8")).toBe("old\n");
    await db().trajectoryBody.update({
      where: { trajectoryId: body.trajectoryId },
      data: { text: body.text },
    });
    await tryTo(out);
    expect(linesOf(out)).toHaveLength(48);
    expect(existsSync(join(scratch, "replace", "rows.validation.jsonl"))).toBe(true);
  });
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { readGguf } from "#lib/adapters/tokenizer/from-gguf.ts";
import { embeddedModel } from "../../scripts/model-file.mjs";
import { choose } from "./pages.ts";
import { studioDataDir } from "./studio-place.ts";

const segmentsRow = z.strictObject({
  id: z.string(),
  problem: z.string(),
  segments: z.array(
    z.strictObject({ text: z.string(), trained: z.boolean(), kind: z.string(), role: z.string() }),
  ),
});
export type SegmentsRow = z.infer<typeof segmentsRow>;

const trlRow = z.strictObject({
  input_ids: z.array(z.int()),
  labels: z.array(z.int()),
  text: z.string(),
});
export type TrlRow = z.infer<typeof trlRow>;

/** Writes the dataset on the page in a format, takes the file, and reads it back line by line. */
export async function exportSegments(page: Page): Promise<SegmentsRow[]> {
  return (await exportLines(page, "segments")).map((line) => segmentsRow.parse(line));
}

export async function exportTrl(page: Page): Promise<TrlRow[]> {
  return (await exportLines(page, "trl")).map((line) => trlRow.parse(line));
}

async function exportLines(page: Page, format: string): Promise<unknown[]> {
  await choose(page.getByLabel("Format"), format);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const download = page.waitForEvent("download");
  await page
    .getByRole("link", { name: new RegExp(`${format}.*\\.jsonl$`) })
    .first()
    .click();
  const text = await readFile(await (await download).path(), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** Turns tokens of the embedded model's student tokenizer back into text, by the library's own decoder. */
export async function studentDecoder(): Promise<(ids: readonly number[]) => string> {
  const { file } = await readGguf(join(studioDataDir, "models", embeddedModel.fileName));
  const tokenizer = new Tokenizer({ ...file, decoder: { type: "ByteLevel" } }, {});
  return (ids) => tokenizer.decode([...ids], { skip_special_tokens: false });
}

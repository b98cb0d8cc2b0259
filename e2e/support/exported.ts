import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { choose } from "./pages.ts";

const segmentsRow = z.strictObject({
  id: z.string(),
  problem: z.string(),
  segments: z.array(
    z.strictObject({ text: z.string(), trained: z.boolean(), kind: z.string(), role: z.string() }),
  ),
});
export type SegmentsRow = z.infer<typeof segmentsRow>;

/** Writes the dataset on the page in a format, takes the file, and reads it back line by line. */
export async function exportSegments(page: Page): Promise<SegmentsRow[]> {
  return (await exportLines(page, "segments")).map((line) => segmentsRow.parse(line));
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

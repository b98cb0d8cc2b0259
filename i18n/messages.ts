import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Locale } from "./locale.ts";

export interface Messages {
  [key: string]: string | Messages;
}

const messagesSchema: z.ZodType<Messages> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), messagesSchema])),
);

/** All catalogues of a language, one namespace a file: `messages/en/runs.json` is `runs`. */
export async function readMessages(locale: Locale): Promise<Messages> {
  const folder = join(process.cwd(), "messages", locale);
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  const namespaces = files.map(async (name) => {
    const text = await readFile(join(folder, name), "utf8");
    return [name.slice(0, -".json".length), messagesSchema.parse(JSON.parse(text))] as const;
  });
  return Object.fromEntries(await Promise.all(namespaces));
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Unavailable } from "../../errors.ts";

/** Text of a file that ships with the product; `path` is relative to the repository's root, where every process runs. */
export async function readShippedText(path: string): Promise<string> {
  const full = join(/* turbopackIgnore: true */ process.cwd(), path);
  try {
    return await readFile(full, "utf8");
  } catch (cause) {
    throw new Unavailable(
      `The file ${path} of this installation cannot be read. Restore it with \`git checkout -- ${path}\` and start again.`,
      { cause, fields: { path } },
    );
  }
}

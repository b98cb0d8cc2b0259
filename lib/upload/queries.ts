import { join } from "node:path";
import { uploadsDir } from "#lib/adapters/files/files.ts";
import { readText } from "#lib/adapters/files/part-file.ts";
import { NotFound } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import { type Upload, uploadIdSchema, uploadSchema } from "./schema.ts";

export interface StoredUpload extends Upload {
  /** Where its bytes lie on this machine. */
  readonly path: string;
}

/** A file that was sent earlier. Throws `NotFound` when it is not here (any more). */
export async function getUpload(_actor: Actor, id: string): Promise<StoredUpload> {
  const parsed = uploadIdSchema.safeParse(id);
  const meta = parsed.success ? await readText(join(uploadsDir(), parsed.data, "meta.json")) : null;
  if (meta === null) {
    throw new NotFound("This upload is not here any more. Send the file again.", {
      fields: { upload: id.slice(0, 40) },
    });
  }
  const upload = uploadSchema.parse(JSON.parse(meta));
  return { ...upload, path: join(uploadsDir(), upload.id, "data") };
}

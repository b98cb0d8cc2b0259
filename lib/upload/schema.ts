import { z } from "zod";

/** 32 hexadecimal digits: an id can be guessed by nobody and is safe in a path. */
export const uploadIdSchema = z
  .string()
  .regex(/^[0-9a-f]{32}$/, "This is not the id of an upload. Send the file again.");

/** A file that somebody sent, whole; `meta.json` beside its bytes. */
export const uploadSchema = z.object({
  id: uploadIdSchema,
  name: z.string(),
  bytes: z.int().nonnegative(),
  sha256: z.string(),
  at: z.iso.datetime(),
});
export type Upload = z.infer<typeof uploadSchema>;

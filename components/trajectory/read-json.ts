import { z } from "zod";

const failureSchema = z.object({ message: z.string() });

export type Read<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly message: string };

/** Reads one of the Studio's own answers; what went wrong comes back as the server's sentence, or empty when it is away. */
export async function readJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<Read<z.infer<Schema>>> {
  try {
    const response = await fetch(path);
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, data: schema.parse(body) };
    const failure = failureSchema.safeParse(body);
    return { ok: false, message: failure.success ? failure.data.message : "" };
  } catch {
    return { ok: false, message: "" };
  }
}

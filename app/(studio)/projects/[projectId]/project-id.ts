import { notFound } from "next/navigation";
import { z } from "zod";

const idSchema = z.coerce.number().int().positive().max(2_147_483_647);

/** The project's id from the address; anything else is a page that does not exist. */
export function projectIdOf(params: { readonly projectId: string }): number {
  const parsed = idSchema.safeParse(params.projectId);
  return parsed.success ? parsed.data : notFound();
}

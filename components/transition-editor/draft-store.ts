import { z } from "zod";
import { placementSchema } from "#lib/method/splice/schema.ts";

const storedDraftSchema = z.object({
  text: z.string(),
  placement: placementSchema,
  templateId: z.number().nullable(),
  reason: z.string(),
  /** The revision that the text was based on. */
  baseId: z.number(),
  baseN: z.number(),
  at: z.number(),
});
export type StoredDraft = z.infer<typeof storedDraftSchema>;

/** Drafts live on this device, one an entry, so that a killed tab loses nothing. */
const keyOf = (entryId: number) => `studio.draft.entry.${entryId}`;

export function readDraft(entryId: number): StoredDraft | null {
  try {
    const stored = localStorage.getItem(keyOf(entryId));
    return stored === null ? null : storedDraftSchema.parse(JSON.parse(stored));
  } catch {
    return null;
  }
}

/** True when it was kept; a full or forbidden storage must not stop the typing. */
export function keepDraft(entryId: number, draft: StoredDraft): boolean {
  try {
    localStorage.setItem(keyOf(entryId), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(entryId: number): void {
  try {
    localStorage.removeItem(keyOf(entryId));
  } catch {
    // Nothing was kept where storage is forbidden.
  }
}

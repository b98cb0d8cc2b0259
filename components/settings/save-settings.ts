import type { ActionResult } from "#components/shell/action-result.ts";
import type { ProjectSettingsInput } from "#lib/project/schema.ts";

/** Saves the settings named and keeps the others. */
export type SaveSettings = (changes: Partial<ProjectSettingsInput>) => Promise<ActionResult>;

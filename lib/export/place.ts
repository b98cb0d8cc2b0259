import { join } from "node:path";
import { dataDir } from "../env.ts";

/** Where the Studio keeps the files people download; one folder an export. */
export function exportsFolder(): string {
  return join(dataDir(), "files", "exports");
}

export function exportFolder(exportId: number): string {
  return join(exportsFolder(), String(exportId));
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";

/** One sentence about what is wrong with the model file, or null. Without a wanted hash ("") only its presence is checked. */
export async function checkModelFile(path: string, wantedSha256: string): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return `The model file ${path} cannot be read (${code}); start the Studio again to download it.`;
  }
  const found = hash.digest("hex");
  if (!wantedSha256 || found === wantedSha256) return null;
  return `The model file ${path} is broken (sha256 ${found.slice(0, 12)}…, expected ${wantedSha256.slice(0, 12)}…); delete it and start the Studio again.`;
}

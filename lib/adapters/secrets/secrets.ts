import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataDir } from "../../env.ts";
import { Unavailable } from "../../errors.ts";

const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under the data folder's own key: initialisation vector, tag, ciphertext. */
export function encryptSecret(text: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", secretKey(), iv);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Uint8Array.from(Buffer.concat([iv, cipher.getAuthTag(), body]));
}

/** The text that was encrypted; throws `Unavailable` when the key file is not the one it was encrypted with. */
export function decryptSecret(sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  try {
    const decipher = createDecipheriv("aes-256-gcm", secretKey(), bytes.subarray(0, ivBytes));
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    const body = bytes.subarray(ivBytes + tagBytes);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new Unavailable(
      `A stored key cannot be read: ${keyPath()} is not the file it was encrypted with. Put that file back, or enter the key again.`,
      { cause },
    );
  }
}

function keyPath(): string {
  return join(dataDir(), "secret.key");
}

function secretKey(): Buffer {
  const path = keyPath();
  if (!existsSync(path)) makeKey(path);
  return readFileSync(path);
}

/** Linked into place: of two processes that start together one wins, and both then read the winner's key. */
function makeKey(path: string): void {
  mkdirSync(dataDir(), { recursive: true });
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, randomBytes(32), { mode: 0o600 });
  try {
    linkSync(fresh, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}

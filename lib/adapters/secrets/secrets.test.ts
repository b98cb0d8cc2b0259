import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { decryptSecret, encryptSecret } from "./secrets.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dualdistill-secrets-"));
  vi.stubEnv("DATA_DIR", folder);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it.each(["sk-abc", "", "ключ 🔑"])("gives back %j", (text) => {
  expect(decryptSecret(encryptSecret(text))).toBe(text);
});

it("never gives the same bytes twice and never the text itself", () => {
  const first = encryptSecret("sk-visible");
  expect(first).not.toEqual(encryptSecret("sk-visible"));
  expect(Buffer.from(first).includes("sk-visible")).toBe(false);
});

it("keeps the key readable by its owner alone", () => {
  encryptSecret("x");
  expect(statSync(join(folder, "secret.key")).mode & 0o777).toBe(0o600);
});

it("notices changed bytes and another key", () => {
  const sealed = encryptSecret("sk-abc");
  const changed = Uint8Array.from(sealed);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  expect(() => decryptSecret(changed)).toThrow("cannot be read");
  writeFileSync(join(folder, "secret.key"), Buffer.alloc(32));
  expect(() => decryptSecret(sealed)).toThrow("enter the key again");
});

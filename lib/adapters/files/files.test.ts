import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { requireDiskSpace, writeAtomically } from "./files.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dualdistill-files-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

it("shows the file under its name only when it is whole and verified", async () => {
  const path = join(folder, "below", "out.jsonl");
  const seen: boolean[] = [];
  const look = () => seen.push(readdirSync(join(folder, "below")).includes("out.jsonl"));
  await writeAtomically(path, {
    write: async (file) => {
      await file.write("one\n");
      look();
    },
    verify: async (unfinished) => {
      expect(readFileSync(unfinished, "utf8")).toBe("one\n");
      look();
    },
  });
  expect(seen).toEqual([false, false]);
  expect(readFileSync(path, "utf8")).toBe("one\n");
  expect(readdirSync(join(folder, "below"))).toEqual(["out.jsonl"]);
});

it.each(["write", "verify"] as const)(
  "leaves the old file and nothing else when %s fails",
  async (step) => {
    const path = join(folder, "out.jsonl");
    writeFileSync(path, "old");
    const fail = () => Promise.reject(new Error("broken"));
    const steps = {
      write: (file: { write(text: string): Promise<unknown> }) =>
        file.write("new").then(() => undefined),
    };
    await expect(
      writeAtomically(path, step === "write" ? { write: fail } : { ...steps, verify: fail }),
    ).rejects.toThrow("broken");
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["out.jsonl"]);
  },
);

it("says a full disk in one sentence and leaves nothing", async () => {
  const full = () =>
    Promise.reject(
      Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }),
    );
  await expect(writeAtomically(join(folder, "out"), { write: full })).rejects.toThrow(
    /is full; nothing was written/,
  );
  expect(readdirSync(folder)).toEqual([]);
});

it("refuses to start what the disk cannot hold", async () => {
  await expect(requireDiskSpace(folder, Number.MAX_SAFE_INTEGER)).rejects.toThrow("nearly full");
  await requireDiskSpace(folder, 0);
});

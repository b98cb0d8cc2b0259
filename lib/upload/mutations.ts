import { randomBytes } from "node:crypto";
import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { requireDiskSpace, uploadsDir } from "#lib/adapters/files/files.ts";
import { discard, openPart, type PartFile, publish } from "#lib/adapters/files/part-file.ts";
import { uploadLimitBytes } from "#lib/env.ts";
import { Invalid, Unavailable } from "#lib/errors.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { Upload } from "./schema.ts";

export interface IncomingFile {
  readonly name: string;
  /** What the sender says it sends; null when it says nothing. */
  readonly declaredBytes: number | null;
  readonly body: AsyncIterable<Uint8Array>;
}

const keptMs = 7 * 24 * 60 * 60 * 1000;

/** Streams a file to disk. It exists only when every byte that was announced has arrived. Throws `Invalid`, `Unavailable`. */
export async function receiveUpload(_actor: Actor, file: IncomingFile): Promise<Upload> {
  const name = cleanName(file.name);
  const folder = uploadsDir();
  await clearOld(folder);
  const declared = file.declaredBytes ?? 0;
  if (declared > uploadLimitBytes()) throw tooLarge(name, declared);
  await requireDiskSpace(folder, declared);
  const id = randomBytes(16).toString("hex");
  await mkdir(join(folder, id));
  try {
    const facts = await store(join(folder, id, "data"), name, file);
    const upload: Upload = { id, name, ...facts, at: new Date().toISOString() };
    await storeText(join(folder, id, "meta.json"), JSON.stringify(upload));
    return upload;
  } catch (error) {
    await discard(join(folder, id));
    throw error;
  }
}

async function store(path: string, name: string, { body, declaredBytes }: IncomingFile) {
  const part = await openPart(path);
  try {
    const received = await receive(part, name, body);
    if (declaredBytes !== null && received !== declaredBytes) {
      throw new Invalid(
        `${name} arrived with ${received} of ${declaredBytes} bytes: the connection broke off. Send it again.`,
        { fields: { received, declared: declaredBytes } },
      );
    }
    if (received === 0) throw new Invalid(`${name} is empty. Choose a file with at least one row.`);
    const facts = await part.seal();
    await publish(part.path, path);
    return facts;
  } catch (error) {
    await part.abandon();
    throw error;
  }
}

async function receive(
  part: PartFile,
  name: string,
  body: AsyncIterable<Uint8Array>,
): Promise<number> {
  let received = 0;
  for await (const chunk of body) {
    received += chunk.byteLength;
    if (received > uploadLimitBytes()) throw tooLarge(name, received);
    await part.write(chunk).catch((cause: unknown) => {
      throw new Unavailable(
        `${name} could not be written to disk: is it full? Free some space and send it again.`,
        { cause },
      );
    });
  }
  return received;
}

async function storeText(path: string, text: string): Promise<void> {
  const part = await openPart(path);
  await part.write(new TextEncoder().encode(text));
  await part.seal();
  await publish(part.path, path);
}

function tooLarge(name: string, bytes: number): Invalid {
  const limit = uploadLimitBytes();
  return new Invalid(
    `${name} has ${bytes} bytes or more; at most ${limit} are taken. Split it, or start with a larger UPLOAD_LIMIT_MB, or import it with the command line.`,
    { fields: { bytes, limit } },
  );
}

/** The last part of a path, without what no file name has. */
function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const clean = [...last]
    .filter((sign) => sign >= " ")
    .join("")
    .trim()
    .slice(0, 200);
  return clean || "upload";
}

/** Uploads are kept long enough to be imported, not for ever. */
async function clearOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > keptMs) await discard(path);
  }
}

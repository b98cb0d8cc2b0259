import { z } from "zod";

export interface SentFile {
  readonly name: string;
  readonly sent: number;
  readonly total: number;
}

export type SendResult =
  | { readonly ok: true; readonly id: string }
  /** No message: the connection broke off. */
  | { readonly ok: false; readonly message: string | null };

const answerSchema = z.union([z.object({ id: z.string() }), z.object({ message: z.string() })]);

/** Sends a file's bytes with progress; `fetch` cannot tell how much has gone. */
export function sendFile(
  file: File,
  signal: AbortSignal,
  onProgress: (state: SentFile) => void,
): Promise<SendResult> {
  const { promise, resolve } = Promise.withResolvers<SendResult>();
  const request = new XMLHttpRequest();
  const report = (sent: number) => onProgress({ name: file.name, sent, total: file.size });
  request.upload.onprogress = (event) => report(event.loaded);
  request.onload = () => resolve(read(request.responseText));
  request.onerror = () => resolve({ ok: false, message: null });
  request.onabort = () => resolve({ ok: false, message: null });
  signal.addEventListener("abort", () => request.abort());
  request.open("POST", `/api/files/uploads?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader("content-type", "application/octet-stream");
  report(0);
  request.send(file);
  return promise;
}

function read(text: string): SendResult {
  const answer = answerSchema.safeParse(parse(text));
  if (!answer.success) return { ok: false, message: null };
  return "id" in answer.data
    ? { ok: true, id: answer.data.id }
    : { ok: false, message: answer.data.message };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

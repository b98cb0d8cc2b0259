import { exactNumberText, textOf } from "./exact-number.ts";
import { isArray, isObject, nameOf } from "./parse-json-row.ts";
import { ExactNumber, type FileObject, type FileValue, type RowFault } from "./schema.ts";

/** The value at a dotted path (`reward_model.ground_truth`); undefined where a step is missing. */
export function valueAt(row: FileObject, path: string): FileValue | undefined {
  let value: FileValue | undefined = Object.hasOwn(row, path) ? row[path] : undefined;
  if (value !== undefined) return value;
  value = row;
  for (const step of path.split(".")) {
    if (!isObject(value) || !Object.hasOwn(value, step)) return undefined;
    value = value[step];
  }
  return value;
}

export interface Found {
  readonly path: string;
  readonly value: FileValue;
}

/** The first of several paths that is there and not null. */
export function firstOf(row: FileObject, paths: readonly string[]): Found | null {
  for (const path of paths) {
    const value = valueAt(row, path);
    if (value !== undefined && value !== null) return { path, value };
  }
  return null;
}

/** The last message's content of a chat prompt, or a prompt that is text. */
export function promptText(value: FileValue): FileValue | undefined {
  if (!isArray(value)) return value;
  const last = value.at(-1);
  return isObject(last) ? last.content : undefined;
}

export type TextResult =
  | { readonly ok: true; readonly text: string }
  | ({ readonly ok: false } & RowFault);

/** A field's text, numbers as their shortest exact text. A fault for anything that is neither text nor number, or is blank. */
export function requireText(field: string, value: FileValue | undefined): TextResult {
  const text = textOf(value);
  if (text === null) {
    return { ok: false, field, reason: `is ${nameOf(value)}; a text or a number is needed.` };
  }
  if (text.trim() === "") return { ok: false, field, reason: "is empty." };
  const flaw = unstorable(text);
  return flaw ? { ok: false, field, reason: flaw } : { ok: true, text };
}

/** Why a problem's text cannot be stored exactly as it came; null when it can. */
function unstorable(text: string): string | null {
  if (text.includes("\u0000"))
    return "holds the character U+0000, which no text of a problem has. Remove it.";
  if (!text.isWellFormed())
    return "holds half a character (a lone surrogate). Write the character whole.";
  return null;
}

/** A short label (source, topic): text or number, else empty. */
export function labelOf(row: FileObject, paths: readonly string[]): string {
  const found = firstOf(row, paths);
  return found ? (textOf(found.value) ?? "").slice(0, 200) : "";
}

/** A number (difficulty), also from text that is one; null otherwise. */
export function numberOf(row: FileObject, paths: readonly string[]): number | null {
  const found = firstOf(row, paths);
  const text = found ? textOf(found.value) : null;
  if (text === null || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

export type PlainJson =
  | null
  | boolean
  | number
  | string
  | PlainJson[]
  | { [key: string]: PlainJson };

/** A value as it goes into a JSON column: exact numbers that JavaScript would round become text. */
export function toPlainJson(value: FileValue, storable: (text: string) => string): PlainJson {
  if (typeof value === "string") return storable(value);
  if (value instanceof ExactNumber) return exactNumberText(value.text);
  if (isArray(value)) return value.map((item) => toPlainJson(item, storable));
  if (value === null || typeof value !== "object") return value;
  const object: { [key: string]: PlainJson } = {};
  for (const [key, item] of Object.entries(value))
    object[storable(key)] = toPlainJson(item, storable);
  return object;
}

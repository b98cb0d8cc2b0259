import { parse as parseLossless } from "lossless-json";
import { exactNumber } from "./exact-number.ts";
import { scanJson } from "./scan-json.ts";
import { ExactNumber, type FileObject, type FileValue, maxDepth, type RowFault } from "./schema.ts";

export type ParsedRow =
  | { readonly ok: true; readonly value: FileObject }
  | ({ readonly ok: false } & RowFault);

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** One row from the UTF-8 bytes of one JSON value. Never throws: what is wrong is the result. */
export function parseJsonRow(bytes: Uint8Array): ParsedRow {
  const scan = scanJson(bytes);
  if (scan.depth > maxDepth) {
    return bad("", `is nested ${scan.depth} deep; at most ${maxDepth} is read. Flatten it.`);
  }
  const text = decode(bytes);
  if (text === null) {
    return bad("", `has bytes that are not UTF-8${firstBadByte(bytes)}. Save the file as UTF-8.`);
  }
  const value = parseText(text, scan.isExact);
  if (value instanceof SyntaxError) return bad("", `is not JSON: ${shorten(value.message)}.`);
  if (!isObject(value)) return bad("", `is ${nameOf(value)}; a row is an object {…}.`);
  if (countKeys(value) !== scan.keys) return bad(duplicateKey(text), "stands twice in the row.");
  return { ok: true, value };
}

function bad(field: string, reason: string): ParsedRow {
  return { ok: false, field, reason };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Where the damage is, for the person who has to repair it. */
function firstBadByte(bytes: Uint8Array): string {
  const lenient = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const at = lenient.indexOf("\ufffd");
  return at < 0 ? "" : ` after "${lenient.slice(Math.max(0, at - 20), at)}"`;
}

function parseText(text: string, isExact: boolean): FileValue | SyntaxError {
  try {
    // Strict JSON is judged by the platform's own parser; the exact one is slower and only for rows that need it.
    const value: FileValue = JSON.parse(text);
    return isExact ? value : toFileValue(parseLossless(text, null, { parseNumber: exactNumber }));
  } catch (error) {
    return error instanceof SyntaxError ? error : new SyntaxError(String(error));
  }
}

function toFileValue(value: unknown): FileValue {
  if (value === null || value instanceof ExactNumber) return value;
  if (Array.isArray(value)) return value.map(toFileValue);
  if (typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toFileValue(item)]));
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  return String(value);
}

/** The key that stands twice, for the report. */
function duplicateKey(text: string): string {
  let found = "";
  try {
    parseLossless(text, null, {
      onDuplicateKey: ({ key, newValue }) => {
        found = key;
        return newValue;
      },
    });
  } catch {
    return found;
  }
  return found || "a key";
}

function countKeys(value: FileValue): number {
  if (value === null || typeof value !== "object" || value instanceof ExactNumber) return 0;
  let keys = isArray(value) ? 0 : Object.keys(value).length;
  for (const item of Object.values(value)) keys += countKeys(item);
  return keys;
}

/** `Array.isArray` does not narrow readonly arrays. */
export function isArray(value: FileValue | undefined): value is readonly FileValue[] {
  return Array.isArray(value);
}

export function isObject(value: FileValue | undefined): value is FileObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !isArray(value) &&
    !(value instanceof ExactNumber)
  );
}

/** What a value is, in the words of a report: "a list", "null", "the number 3". */
export function nameOf(value: FileValue | undefined): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (isArray(value)) return "a list";
  if (value instanceof ExactNumber) return `the number ${value.text.slice(0, 40)}`;
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return value === "" ? "an empty text" : "a text";
  return typeof value === "number" ? `the number ${value}` : `${value}`;
}

function shorten(message: string): string {
  return message.length > 200 ? `${message.slice(0, 200)}…` : message.replace(/\.$/, "");
}

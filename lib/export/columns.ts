import type { FormatName } from "../method/formats/schema.ts";

/** A Parquet schema element, as far as our formats need one. */
export interface Column {
  readonly name: string;
  readonly type?: "BOOLEAN" | "INT32" | "BYTE_ARRAY";
  readonly converted_type?: "UTF8" | "LIST";
  readonly repetition_type: "REQUIRED" | "REPEATED";
  readonly num_children?: number;
}

function text(name: string): Column {
  return { name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" };
}

/** The standard three-level list, nothing in it nullable. */
function list(name: string, ...element: readonly Column[]): readonly Column[] {
  return [
    { name, converted_type: "LIST", repetition_type: "REQUIRED", num_children: 1 },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    ...element,
  ];
}

function struct(...fields: readonly Column[]): readonly Column[] {
  return [{ name: "element", repetition_type: "REQUIRED", num_children: fields.length }, ...fields];
}

const flag = (name: string): Column => ({ name, type: "BOOLEAN", repetition_type: "REQUIRED" });
const int32: Column = { name: "element", type: "INT32", repetition_type: "REQUIRED" };

/** Each format's Parquet columns, depth first, without the root: the same fields as its JSON rows. */
export const columns: Readonly<Record<FormatName, readonly Column[]>> = {
  trl: [...list("input_ids", int32), ...list("labels", int32), text("text")],
  segments: [
    text("id"),
    text("problem"),
    ...list("segments", ...struct(text("text"), flag("trained"), text("kind"), text("role"))),
  ],
  axolotl: list("segments", ...struct(flag("label"), text("text"))),
  dualdistill: [text("problem"), text("synthetic_data")],
  messages: list("messages", ...struct(text("role"), text("content"))),
  "prompt-completion": [text("prompt"), text("completion")],
};

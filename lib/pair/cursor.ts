import { z } from "zod";
import { Invalid } from "../errors.ts";

const cursorSchema = z.tuple([z.union([z.number(), z.string()]), z.int()]);

/** Where a page ended: the sort value and id of its last row. */
export interface Cursor {
  readonly value: number | string;
  readonly id: number;
}

/** The cursor as the URL carries it. */
export function encodeCursor({ value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([value, id])).toString("base64url");
}

/** Throws `Invalid` for anything `encodeCursor` did not make. */
export function decodeCursor(text: string): Cursor {
  try {
    const [value, id] = cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    return { value, id };
  } catch (cause) {
    throw new Invalid(
      `"${text.slice(0, 40)}" is no place in this list. Load the list from its beginning.`,
      {
        cause,
      },
    );
  }
}

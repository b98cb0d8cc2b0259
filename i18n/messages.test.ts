import { expect, it } from "vitest";
import { findingCodes } from "#lib/method/trajectory/schema.ts";
import { runKinds } from "#lib/run/progress/schema.ts";
import { runStatuses } from "#lib/run/status.ts";
import { unitWhats } from "#lib/unit/schema.ts";
import { defaultLocale } from "./locale.ts";
import { type Messages, readMessages } from "./messages.ts";

const messages = await readMessages(defaultLocale);

/** The text under `path`, or undefined. */
function textAt(path: string): Messages | string | undefined {
  let at: Messages | string | undefined = messages;
  for (const step of path.split("/")) at = typeof at === "object" ? at[step] : undefined;
  return at;
}

const needed = [
  ...findingCodes.flatMap((code) => [`sign/finding/${code}/name`, `sign/finding/${code}/why`]),
  ...runKinds.map((kind) => `runs/kind/${kind}`),
  ...runStatuses.map((status) => `runs/status/${status}`),
  ...unitWhats.map((what) => `runs/step/${what}`),
];

it.each(needed)("has words for %s", (path) => {
  expect(textAt(path)).toBeTypeOf("string");
});

it("has no key with a dot: it could not be reached", () => {
  const dotted: string[] = [];
  const walk = (node: Messages) => {
    for (const [key, value] of Object.entries(node)) {
      if (key.includes(".")) dotted.push(key);
      if (typeof value === "object") walk(value);
    }
  };
  walk(messages);
  expect(dotted).toEqual([]);
});

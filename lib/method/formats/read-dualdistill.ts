import type { Placement } from "../splice/schema.ts";
import { closeTag, openTag } from "../trajectory/tags.ts";

/** A spliced text taken apart. The first part has no answer: a composed text does not hold it. */
export interface SplitText<Known> {
  readonly first: string;
  readonly second: string;
  /** The known transition whose sentence stands between the parts. */
  readonly transition: Known;
  readonly placement: Placement;
  /** Whether composing the parts again with this transition and placement gives the very same text. */
  readonly isExact: boolean;
}

/**
 * A `synthetic_data` text of the released dataset, split at the first known transition sentence in it, or null when it
 * holds none: then the text is one attempt, whole. Where the sentence stands (does a thought open before it, does one
 * close behind it) tells the placement, and what the join took from the parts is given back to them.
 */
export function splitDualDistill<Known extends { readonly text: string }>(
  text: string,
  known: readonly Known[],
): SplitText<Known> | null {
  const found = known
    .map((transition) => ({ transition, at: text.indexOf(transition.text) }))
    .filter(({ transition, at }) => at >= 0 && transition.text !== "")
    .toSorted((a, b) => a.at - b.at || b.transition.text.length - a.transition.text.length)[0];
  if (found === undefined) return null;
  const before = text.slice(0, found.at);
  const after = text.slice(found.at + found.transition.text.length);
  const { placement, first, second } = takeApart(before, after);
  const again = putTogether({ placement, first, second }, found.transition.text);
  return { first, second, transition: found.transition, placement, isExact: again === text };
}

/**
 * A sentence that ends like a known transition and is none of them, or null: such a text was joined there, and taking it
 * whole would train a wrong first part.
 */
export function unknownTransitionIn(
  text: string,
  known: readonly { readonly text: string }[],
): string | null {
  for (const transition of known) {
    const clause = transition.text.slice(transition.text.lastIndexOf(",") + 1).trim();
    const at = clause.length < shortestClause ? -1 : text.indexOf(clause);
    if (at < 0) continue;
    const before = text.slice(0, at);
    const start = Math.max(before.lastIndexOf("\n"), before.lastIndexOf(">")) + 1;
    return text.slice(start, at + clause.length).trim();
  }
  return null;
}

/** Shorter endings are words of any text. */
const shortestClause = 16;

interface Parts {
  readonly placement: Placement;
  readonly first: string;
  readonly second: string;
}

const open = openTag("think");
const close = closeTag("think");

function takeApart(before: string, after: string): Parts {
  const opening = before.trimEnd();
  const closing = after.trimStart();
  const isOpened = opening.endsWith(open);
  const isClosed = closing.startsWith(close);
  const first = isOpened ? opening.slice(0, -open.length) : before;
  const second = isClosed ? closing.slice(close.length) : after;
  if (isOpened && isClosed) {
    return { placement: "own-think", first: first.trimEnd(), second: withoutNewline(second) };
  }
  if (isClosed) {
    const thought = first.endsWith("\n") ? first.slice(0, -1) : first;
    return {
      placement: "inside-think",
      first: thought + close,
      second: withoutNewline(second),
    };
  }
  const rest = second.startsWith("\n\n") ? second.slice(2) : withoutNewline(second);
  return { placement: "opens-think", first: first.trimEnd(), second: `${open}\n${rest}` };
}

function withoutNewline(text: string): string {
  return text.startsWith("\n") ? text.slice(1) : text;
}

function putTogether({ placement, first, second }: Parts, transition: string): string {
  if (placement === "own-think") {
    return `${first}\n${open}\n${transition}\n${close}\n${second}`;
  }
  if (placement === "inside-think") {
    return `${first.slice(0, -close.length)}\n${transition}\n${close}\n${second}`;
  }
  return `${first}\n${open}\n${transition}\n\n${second.slice(open.length + 1)}`;
}

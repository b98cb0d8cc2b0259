const blockTag = /<(\/?)(think|code|executor|answer)>/g;

const primed = /<(think|code|answer)>\s*$/;

interface StopFacts {
  /** `stop_reason` or `matched_stop`; undefined where the server does not say, null or a number for its own end token. */
  readonly said: string | number | null | undefined;
  readonly stop: readonly string[];
  /** What this reply continues; only a block that it ends by opening counts, since prompts mention tags. */
  readonly before: string;
}

/**
 * The text with the stop string that ended it, and which one that was (none: the model ended by itself). Where the
 * server does not say, an open `<code>` or `<answer>` block decides: nothing but its close can have stopped there.
 */
export function keepStopText(
  text: string,
  facts: StopFacts,
): { text: string; stopString?: string } {
  const included = facts.stop.find((stop) => text.endsWith(stop));
  if (included !== undefined) return { text, stopString: included };
  if (facts.said === undefined) {
    const close = `</${openBlock((primed.exec(facts.before)?.[0] ?? "") + text)}>`;
    return facts.stop.includes(close) ? { text: text + close, stopString: close } : { text };
  }
  const { said } = facts;
  const isStopString = typeof said === "string" && facts.stop.includes(said);
  return isStopString ? { text: text + said, stopString: said } : { text };
}

/** The kind of the block still open at the end of a text, or "" at top level. Inside a block other tags are text. */
export function openBlock(text: string): string {
  let open = "";
  for (const [, slash, kind = ""] of text.matchAll(blockTag)) {
    if (!slash && open === "") open = kind;
    else if (slash && kind === open) open = "";
  }
  return open;
}

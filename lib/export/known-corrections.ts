import { defaultPair } from "../project/seed/default-pair.ts";

/** The sentences that the released loader looks for: the paper's own corrections, exactly as worded there. */
export const knownCorrections: readonly string[] = (defaultPair.transitions ?? [])
  .filter((transition) => transition.kind === "correction" && transition.name === "paper")
  .map((transition) => transition.text);

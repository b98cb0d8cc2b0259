import type { PairSeed } from "./schema.ts";

/** The pair a new project starts with. The only code that names it: everything else reads strategies from the database. */
export const defaultPair: PairSeed = {
  strategies: [
    {
      name: "agentic",
      sign: "A",
      subsetName: "agentic-favoured",
      usesTools: true,
      embeddedPolicy: "smollm2-tool",
    },
    {
      name: "reasoning",
      sign: "R",
      subsetName: "reasoning-favoured",
      usesTools: false,
      embeddedPolicy: "smollm2-text",
    },
  ],
  transitions: [
    {
      from: 1,
      kind: "correction",
      name: "paper",
      text: "Wait, the code is not correct, let's try text reasoning.",
      placement: "opens-think",
      forFirstWithoutCode: false,
    },
    {
      from: 1,
      kind: "correction",
      name: "no-code",
      text: "Wait, the result is not correct, let's try text reasoning.",
      placement: "opens-think",
      forFirstWithoutCode: true,
    },
    {
      from: 2,
      kind: "correction",
      name: "paper",
      text: "Wait, use text reasoning is too tedious, let's try code reasoning.",
      placement: "inside-think",
      forFirstWithoutCode: false,
    },
    {
      from: 1,
      kind: "verification",
      name: "paper",
      text: "Wait, we can also use text-reasoning as an alternative way to verify the solution.",
      placement: "opens-think",
      forFirstWithoutCode: false,
    },
    {
      from: 2,
      kind: "verification",
      name: "check-by-code",
      text: "Let me check this result by running code.",
      placement: "inside-think",
      forFirstWithoutCode: false,
    },
  ],
  largeFavours: 1,
};

/** Another wording of a default transition in the released data, by the default's own. */
export const releasedWordings: ReadonlyMap<string, string> = new Map([
  [
    "Wait, the code may be incorrect, let's try text reasoning.",
    "Wait, the code is not correct, let's try text reasoning.",
  ],
]);

/** What the released loader looks for, exactly (sft/dataloader.py, `turn_over_words`). */
export const releasedTurnOverWords: readonly string[] = [
  "Wait, use text reasoning is too tedious, let's try code reasoning.",
  "<think>\nWait, the code is not correct, let's try text reasoning.",
  "<think>\nWait, the code may be incorrect, let's try text reasoning.",
];

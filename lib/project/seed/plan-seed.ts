import type { Placement } from "#lib/method/splice/schema.ts";
import type { PairSeed, StrategySeed, TransitionSeed } from "./schema.ts";

/** Where a prompt's text comes from when the pair brings none: a file shipped with the product. */
export interface PromptFiles {
  readonly first: string;
  readonly second: string;
}

const ordinaryFolder = "lib/project/seed/default-prompts";
const embeddedFolder = "samples/prompts";

/** The shipped prompt files for a strategy; the small embedded model needs worked examples, real teachers do not. */
export function promptFiles(usesTools: boolean, embedded: boolean): PromptFiles {
  const folder = embedded ? embeddedFolder : ordinaryFolder;
  const kind = usesTools ? "tool" : "text";
  return { first: `${folder}/${kind}-first.txt`, second: `${folder}/${kind}-second.txt` };
}

/** The prompt that is trained on and evaluated with. */
export function defaultStudentPrompt(embedded: boolean): string {
  return embedded ? "Problem: {problem}\n" : "{problem}\n";
}

/** The pair's own transitions, or plain ones that fit any pair: one default for each direction and kind. */
export function transitionsOf(pair: PairSeed): readonly TransitionSeed[] {
  if (pair.transitions) return pair.transitions;
  return pair.strategies.flatMap((from, index) => plainTransitions(from, index === 0 ? 1 : 2));
}

function plainTransitions(from: StrategySeed, position: 1 | 2): TransitionSeed[] {
  const placement: Placement = from.usesTools ? "opens-think" : "inside-think";
  const common = { from: position, name: "plain", placement, forFirstWithoutCode: false };
  return [
    { ...common, kind: "correction", text: "Wait, this is not correct, let's try another way." },
    { ...common, kind: "verification", text: "Let me verify this result in another way." },
  ];
}

/** Name of the embedded policy that teaches this strategy. */
export function embeddedPolicyName(strategy: StrategySeed): string {
  if (strategy.embeddedPolicy) return strategy.embeddedPolicy;
  const slug = strategy.name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-");
  return `smollm2-${slug}`;
}

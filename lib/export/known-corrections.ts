import { releasedTurnOverWords } from "../project/seed/default-pair.ts";

/** The sentences that the released loader looks for; what stands before the first of them it does not train. */
export const knownCorrections: readonly string[] = releasedTurnOverWords;

/** Whether that loader would find the end of a wrong first part in this composed text. */
export function isKnownToLoader(text: string): boolean {
  return knownCorrections.some((sentence) => text.includes(sentence));
}

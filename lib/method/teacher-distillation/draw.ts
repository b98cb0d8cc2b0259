/**
 * Algorithm 1, line 4: `z ~ Bernoulli(0.5)` for one attempt at one problem; 1 means that the strategy at position 1 goes
 * first. A function of content alone, so the same run seed draws the same in any database.
 */
export function drawZ(runSeed: number, problemSha256: string, attempt: number): 0 | 1 {
  return (stableHash(["z", runSeed, problemSha256, attempt]) & 1) === 1 ? 1 : 0;
}

/** What one model call is seeded by. */
export interface SamplingPlace {
  readonly runSeed: number;
  readonly problemSha256: string;
  readonly attempt: number;
  readonly part: "first" | "second";
  /** The rollout's model call, from 0. */
  readonly turn: number;
}

/** The sampling seed of one model call, in [0, 2³¹). The same place has the same seed; stored calls are what reproduces. */
export function samplingSeed(place: SamplingPlace): number {
  const { runSeed, problemSha256, attempt, part, turn } = place;
  return stableHash(["sample", runSeed, problemSha256, attempt, part, turn]) & 0x7fff_ffff;
}

/** The two strategies in the order of their attempts: z = 1 puts the one at position 1 first. */
export function orderOf<Strategy>(
  z: 0 | 1,
  strategies: readonly [Strategy, Strategy],
): readonly [Strategy, Strategy] {
  const [one, two] = strategies;
  return z === 1 ? [one, two] : [two, one];
}

/**
 * FNV-1a over the parts' UTF-16 units, then MurmurHash3's finaliser; an unsigned 32-bit number. Not for secrets: it only
 * has to be the same everywhere and spread well.
 */
function stableHash(parts: readonly (string | number)[]): number {
  let hash = 0x811c_9dc5;
  for (const character of parts.join("\u001f")) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x0100_0193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

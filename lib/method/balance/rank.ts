/**
 * A number in [0, 2^53) that depends on `seed` and `key` alone: sorting by it is a seeded shuffle that is the same on
 * every machine, in every database, in any order of arrival. Not for secrets.
 */
export function seededRank(seed: number, key: string): number {
  const text = `${seed}:${key}`;
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  const mixedHigh = mix(high, low);
  const mixedLow = mix(low, mixedHigh);
  return (mixedHigh & 0x1f_ffff) * 2 ** 32 + (mixedLow >>> 0);
}

function mix(a: number, b: number): number {
  return Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
}

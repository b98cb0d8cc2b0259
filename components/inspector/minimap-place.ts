/** What a block of the page stands for in the minimap: segments `from` to `to`, both included. */
export interface PlacedBlock {
  readonly from: number;
  readonly to: number;
  /** Pixels from the top of the window that shows the text; may be outside it. */
  readonly top: number;
  readonly bottom: number;
}

/** Attributes by which the minimap finds a segment's block on the page. */
export function segmentAnchor(from: number, to = from) {
  return { id: `segment-${from}`, "data-segment": from, "data-segment-to": to };
}

/** Top of every segment's bar and the end of the last one, in pixels of the minimap. */
export function barTops(heights: readonly number[]): readonly number[] {
  const tops = [0];
  for (const height of heights) tops.push((tops.at(-1) ?? 0) + height);
  return tops;
}

/**
 * The part of the minimap that a window of height `height` shows, in pixels of the minimap. A block shown half counts
 * half. Null when no block is on the page.
 */
export function frameOf(
  blocks: readonly PlacedBlock[],
  height: number,
  tops: readonly number[],
): { readonly top: number; readonly bottom: number } | null {
  const first = blocks.find((block) => block.bottom > 0);
  const last = blocks.findLast((block) => block.top < height);
  if (!first || !last) return null;
  const top = placeIn(first, 0, tops);
  return { top, bottom: Math.max(top, placeIn(last, height, tops)) };
}

function placeIn(block: PlacedBlock, at: number, tops: readonly number[]): number {
  const share = (at - block.top) / Math.max(1, block.bottom - block.top);
  const start = tops[block.from] ?? 0;
  const end = tops[block.to + 1] ?? start;
  return start + Math.min(1, Math.max(0, share)) * (end - start);
}

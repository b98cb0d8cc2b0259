/** Places that wait by rank: the lowest rank first, its places in the order of the text. */
export interface RankQueue {
  push(rank: number, place: number): void;
  /** Takes all places of the lowest rank that waits, ascending; null when none waits. */
  take(): { readonly rank: number; readonly places: readonly number[] } | null;
  /** The lowest rank that waits; infinity when none does. */
  lowest(): number;
}

/** A binary heap of the ranks that wait, and for each its places: few ranks stand for very many places. */
export function createRankQueue(): RankQueue {
  const heap: number[] = [];
  const placesOf = new Map<number, number[]>();

  return {
    push(rank, place) {
      const places = placesOf.get(rank);
      if (places) {
        places.push(place);
        return;
      }
      placesOf.set(rank, [place]);
      heap.push(rank);
      siftUp(heap);
    },
    take() {
      const rank = heap[0];
      const last = heap.pop();
      if (rank === undefined || last === undefined) return null;
      if (heap.length > 0) {
        heap[0] = last;
        siftDown(heap);
      }
      const places = placesOf.get(rank) ?? [];
      placesOf.delete(rank);
      if (places.length > 1) places.sort((a, b) => a - b);
      return { rank, places };
    },
    lowest: () => heap[0] ?? Number.POSITIVE_INFINITY,
  };
}

const infinity = Number.POSITIVE_INFINITY;

function siftUp(heap: number[]): void {
  let at = heap.length - 1;
  const moving = heap[at] ?? infinity;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] ?? infinity;
    if (above <= moving) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = moving;
}

function siftDown(heap: number[]): void {
  const moving = heap[0] ?? infinity;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const child = (heap[left + 1] ?? infinity) < (heap[left] ?? infinity) ? left + 1 : left;
    const below = heap[child] ?? infinity;
    if (below >= moving) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = moving;
}

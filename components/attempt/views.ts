export const attemptViews = ["blocks", "raw"] as const;
export type AttemptViewName = (typeof attemptViews)[number];

/** The address of one view of an attempt. */
export function attemptHref(base: string, view: AttemptViewName, from = 0): string {
  if (view === "blocks") return base;
  return from === 0 ? `${base}?view=raw` : `${base}?view=raw&from=${from}`;
}

export const inspectorViews = ["blocks", "mask", "raw", "side"] as const;
export type InspectorViewName = (typeof inspectorViews)[number];

/** The inspector's addresses; every one keeps the list that the pair was opened from. */
export interface InspectorHrefs {
  readonly list: string;
  readonly edit: string;
  readonly close: string;
  readonly view: (view: InspectorViewName) => string;
  readonly rawAt: (from: number) => string;
  readonly pair: (id: number) => string;
}

export function inspectorHrefs(
  base: string,
  at: { readonly pairId: number; readonly listQuery: string; readonly view: InspectorViewName },
): InspectorHrefs {
  const pairAt = (id: number, extra: readonly string[]) => {
    const query = [at.listQuery, ...extra].filter((part) => part !== "").join("&");
    return `${base}/trajectories/${id}${query === "" ? "" : `?${query}`}`;
  };
  const viewQuery = (view: InspectorViewName) => (view === "blocks" ? [] : [`view=${view}`]);
  return {
    list: `${base}/trajectories${at.listQuery === "" ? "" : `?${at.listQuery}`}`,
    edit: pairAt(at.pairId, [...viewQuery(at.view), "edit=1"]),
    close: pairAt(at.pairId, viewQuery(at.view)),
    view: (view) => pairAt(at.pairId, viewQuery(view)),
    rawAt: (from) => pairAt(at.pairId, ["view=raw", `from=${from}`]),
    pair: (id) => pairAt(id, viewQuery(at.view)),
  };
}

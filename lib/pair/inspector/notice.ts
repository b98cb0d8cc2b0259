import type { InspectorData } from "./schema.ts";

export interface Notice {
  readonly state:
    | "none"
    | "undecided"
    | "withheld"
    | "waiting"
    | "failed"
    | "cancelled"
    | "withdrawn"
    | "entry";
  readonly reason: string;
}

/** What there is to say about a pair that has no entry in force. */
export function noticeOf(data: Pick<InspectorData, "pair" | "entry" | "first" | "second">): Notice {
  const { pair, entry, first, second } = data;
  if (entry?.isActive) return { state: "entry", reason: "" };
  if (pair.case === "0,0") return { state: "none", reason: pair.reason };
  if (pair.case !== null) return { state: "withheld", reason: pair.reason };
  const isUndecided = first?.outcome === "undecided" || second?.outcome === "undecided";
  if (isUndecided) return { state: "undecided", reason: pair.reason };
  if (entry) return { state: "withdrawn", reason: pair.reason };
  if (pair.failure === null) return { state: "waiting", reason: pair.reason };
  return { state: pair.failure === "" ? "cancelled" : "failed", reason: pair.failure };
}

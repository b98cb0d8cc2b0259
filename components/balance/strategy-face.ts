import type { StrategyRow } from "#lib/project/schema.ts";

/** What a strategy looks like: a live one, or one as it was when a version was frozen. */
export type StrategyFace = Pick<StrategyRow, "position" | "name" | "sign" | "subsetName">;
export type StrategyFaces = readonly [StrategyFace, StrategyFace];

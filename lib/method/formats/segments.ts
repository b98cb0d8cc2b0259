import type { ExportFormat } from "./schema.ts";

/** `{"id", "problem", "segments": [{"text", "trained", "kind", "role"}]}`; `end` stays symbolic, its text is empty. */
export const segmentsFormat: ExportFormat = {
  name: "segments",
  needsTokenizer: false,
  toRow: ({ id, problem, segments }) => ({
    row: {
      id,
      problem,
      segments: segments.map(({ text, trained, kind, role }) => ({ text, trained, kind, role })),
    },
    warnings: [],
  }),
};

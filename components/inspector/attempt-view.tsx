import type { InspectorAttempt } from "#lib/pair/inspector/schema.ts";
import { SegmentBlock } from "./segment-block.tsx";

/** An attempt's own segments in order, each code block with how it ran. */
export function AttemptView({
  attempt,
  rawHref,
}: {
  readonly attempt: InspectorAttempt;
  readonly rawHref: string;
}) {
  let codeBlocks = -1;
  return attempt.spans.map((span) => {
    const isRun = span.kind === "code" && span.run !== undefined && span.run !== "not-run";
    if (isRun) codeBlocks += 1;
    return (
      <SegmentBlock
        key={span.start}
        rawHref={rawHref}
        toolRun={isRun ? (attempt.toolRuns[codeBlocks] ?? null) : null}
        segment={{
          kind: span.kind,
          text: attempt.text.slice(span.start, span.end),
          tokens: null,
          run: span.run ?? null,
        }}
      />
    );
  });
}

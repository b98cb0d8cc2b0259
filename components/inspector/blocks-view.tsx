import { Pencil } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import type { TransitionKind } from "#lib/method/splice/schema.ts";
import type {
  InspectorData,
  InspectorEntry,
  InspectorSegment,
} from "#lib/pair/inspector/schema.ts";
import { TransitionSign } from "../sign/transition-sign.tsx";
import { PlainText } from "../text/plain-text.tsx";
import { Button } from "../ui/button.tsx";
import { KeyHint } from "../ui/kbd.tsx";
import { Tag } from "../ui/tag.tsx";
import { segmentAnchor } from "./minimap-place.ts";
import { PartBlock } from "./part-block.tsx";
import { SegmentBlock } from "./segment-block.tsx";

interface BlocksViewProps {
  readonly data: InspectorData;
  readonly entry: InspectorEntry;
  readonly rawHref: string;
  readonly editHref: string;
}

/** The composed entry in order: first part, transition, second part. */
export function BlocksView({ data, entry, rawHref, editHref }: BlocksViewProps) {
  const t = useTranslations("inspector");
  const segmentsOf = (role: "first" | "second") =>
    entry.segments.filter((segment) => segment.role === role);
  const first = segmentsOf("first");
  const second = segmentsOf("second");
  const leftOutAnswer = entry.leftOut.find((range) => range.why === "first-answer");
  const isFirstTrained = entry.current.case !== "0,1";
  return (
    <>
      <PartBlock
        part="first"
        strategy={data.firstStrategy}
        attempt={data.first}
        tokens={sumTokens(first)}
        trainedTokens={sumTokens(trainedOf(first))}
        isTrained={isFirstTrained}
      >
        <Segments entry={entry} segments={first} data={data} part="first" rawHref={rawHref} />
        {leftOutAnswer && data.first ? (
          <SegmentBlock
            rawHref={rawHref}
            note={t("leftOut")}
            segment={{
              kind: "answer",
              text: data.first.text.slice(leftOutAnswer.from.start, leftOutAnswer.from.end),
              tokens: null,
              run: null,
            }}
          />
        ) : null}
      </PartBlock>
      {entry.current.transition === null ? null : (
        <TransitionBlock entry={entry} editHref={editHref} />
      )}
      {second.length === 0 ? null : (
        <PartBlock
          part="second"
          strategy={data.secondStrategy}
          attempt={data.second}
          tokens={sumTokens(second)}
          trainedTokens={sumTokens(trainedOf(second))}
          isTrained
        >
          <Segments entry={entry} segments={second} data={data} part="second" rawHref={rawHref} />
        </PartBlock>
      )}
    </>
  );
}

function TransitionBlock({
  entry,
  editHref,
}: {
  readonly entry: InspectorEntry;
  readonly editHref: string;
}) {
  const t = useTranslations("inspector");
  const format = useFormatter();
  const kind: TransitionKind = entry.current.case === "0,1" ? "correction" : "verification";
  const own = entry.segments.filter((segment) => segment.role === "transition");
  const tokens = sumTokens(own);
  const from = entry.segments.findIndex((segment) => segment.role === "transition");
  return (
    <section
      {...segmentAnchor(from, from + own.length - 1)}
      aria-label={t("transition")}
      data-part="transition"
      className="relative mt-3 rounded-md border border-transition-line bg-transition-wash"
    >
      <span aria-hidden className="absolute inset-y-0 -left-px w-1 rounded-l-md bg-transition" />
      <header className="flex h-9 items-center gap-2 px-4 text-sm text-transition-ink">
        <TransitionSign kind={kind} />
        <b className="font-semibold">{t("transition")}</b>
        <span>{t(`transitionKind.${kind}`)}</span>
        {entry.current.templateName ? (
          <Tag mono>{entry.current.templateName}</Tag>
        ) : (
          <Tag>{t("typed")}</Tag>
        )}
        <span className="ml-auto text-xs tabular-nums">
          {tokens === null ? null : `${t("tokenCount", { count: format.number(tokens) })} · `}
          {t("trained")}
        </span>
        <Button asChild size="sm">
          <Link href={editHref} scroll={false}>
            <Pencil aria-hidden />
            {t("edit")}
            <KeyHint keys="e" />
          </Link>
        </Button>
      </header>
      <p className="mono whitespace-pre-wrap break-words px-4 pb-3 text-sm leading-read">
        <PlainText>{entry.current.transition ?? ""}</PlainText>
      </p>
    </section>
  );
}

interface SegmentsProps {
  readonly entry: InspectorEntry;
  readonly segments: readonly InspectorSegment[];
  readonly data: InspectorData;
  readonly part: "first" | "second";
  readonly rawHref: string;
}

function Segments({ entry, segments, data, part, rawHref }: SegmentsProps) {
  const attempt = data[part];
  const ran =
    attempt?.spans.filter(
      (span) => span.kind === "code" && span.run !== undefined && span.run !== "not-run",
    ) ?? [];
  return segments.map((segment) => {
    const index = entry.segments.indexOf(segment);
    const place = ran.findIndex((span) => span.start === segment.from?.start);
    return (
      <div key={index} {...segmentAnchor(index)}>
        <SegmentBlock
          segment={segment}
          rawHref={rawHref}
          toolRun={place < 0 ? null : (attempt?.toolRuns[place] ?? null)}
        />
      </div>
    );
  });
}

function trainedOf(segments: readonly InspectorSegment[]): readonly InspectorSegment[] {
  return segments.filter((segment) => segment.trained);
}

function sumTokens(segments: readonly InspectorSegment[]): number | null {
  return segments.reduce<number | null>(
    (sum, segment) => (sum === null || segment.tokens === null ? null : sum + segment.tokens),
    0,
  );
}

import clsx from "clsx";
import { useFormatter, useTranslations } from "next-intl";
import { CaseSign } from "#components/sign/case-sign.tsx";
import { DirectionSign } from "#components/sign/direction-sign.tsx";
import { PlainText } from "#components/text/plain-text.tsx";
import { Link } from "#components/ui/link.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { RowPreview } from "#lib/dataset/schema.ts";
import type { StrategyFaces } from "../balance/strategy-face.ts";

interface MaskedRowProps {
  readonly projectId: number;
  readonly strategies: StrategyFaces;
  readonly row: RowPreview;
}

/** One row as it is exported: trained text underlined in its strategy's hue, everything else hatched. */
export function MaskedRow({ projectId, strategies, row }: MaskedRowProps) {
  const t = useTranslations("datasets.preview");
  const format = useFormatter();
  const [one, two] = strategies;
  const [first, second] = row.first === 1 ? [one, two] : [two, one];
  return (
    <article className="border-t border-line px-5 py-2.5">
      <header className="mb-1.5 flex h-6 items-center gap-2 text-xs text-ink-3">
        <span className="mono">{row.position}</span>
        <CaseSign value={row.case} />
        <DirectionSign first={first} second={second} size="sm" />
        <Link
          href={`/projects/${projectId}/trajectories/${row.pairId}`}
          className="link text-ink-2"
        >
          {t("pair", { id: row.pairId })}
        </Link>
        {row.split === "validation" ? <Tag>{t("validation")}</Tag> : null}
        <span className="ml-auto">
          {row.tokens === null
            ? null
            : t("tokens", { tokens: row.tokens, trained: row.trainedTokens ?? 0 })}
        </span>
        <Tag mono title={row.id}>
          {row.id.slice(0, 12)}
        </Tag>
      </header>
      <p className="font-mono text-sm leading-read break-words whitespace-pre-wrap">
        {row.segments.map((segment, i) => (
          <Segment
            // biome-ignore lint/suspicious/noArrayIndexKey: a frozen row's segments never move
            key={i}
            segment={segment}
            position={segment.role === "second" ? second.position : first.position}
            label={`${t(`role.${segment.role}`)} · ${segment.kind} · ${segment.trained ? t("trained") : t("notTrained")} · ${format.number(segment.text.length + segment.cut)}`}
          />
        ))}
      </p>
    </article>
  );
}

interface SegmentProps {
  readonly segment: RowPreview["segments"][number];
  /** Whose text it is. */
  readonly position: 1 | 2;
  readonly label: string;
}

function Segment({ segment, position, label }: SegmentProps) {
  const t = useTranslations("datasets.preview");
  return (
    <span title={label} className={clsx("rounded-[2px]", look(segment, position))}>
      {segment.kind === "end" ? t("end") : <PlainText>{segment.text}</PlainText>}
      {segment.cut > 0 ? (
        <i className="text-ink-3 not-italic">{t("cut", { n: segment.cut })}</i>
      ) : null}
    </span>
  );
}

function look({ trained, role }: SegmentProps["segment"], position: 1 | 2): string {
  if (!trained) return "hatch-wash text-ink-3";
  if (role === "transition") return "border-b-2 border-transition bg-transition-wash";
  if (role === "end") return "border-b-2 border-ink-3 text-ink-2";
  return position === 1
    ? "border-b-2 border-strategy-1 bg-strategy-1-wash"
    : "border-b-2 border-strategy-2 bg-strategy-2-wash";
}

/** What the look of the rows means. */
export function MaskLegend() {
  const t = useTranslations("datasets.preview");
  return (
    <p className="flex items-center gap-3 text-xs text-ink-3">
      <span className="border-b-2 border-ink-3">{t("trained")}</span>
      <span className="hatch-wash px-1">{t("notTrained")}</span>
    </p>
  );
}

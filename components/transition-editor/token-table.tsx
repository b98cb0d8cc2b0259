import clsx from "clsx";
import { useFormatter, useTranslations } from "next-intl";
import type { EditorStrategy, EntryPreview, PreviewCounts } from "#lib/entry/editor/schema.ts";

interface TokenTableProps {
  readonly savedN: number;
  readonly saved: EntryPreview;
  readonly draft: EntryPreview;
  readonly first: EditorStrategy;
  readonly second: EditorStrategy;
}

/** Tokens by role, saved against draft. */
export function TokenTable({ savedN, saved, draft, first, second }: TokenTableProps) {
  const t = useTranslations("editor");
  if (!saved.counts || !draft.counts) {
    const isTooLong = saved.isTooLong || draft.isTooLong;
    return <p className="text-sm text-ink-3">{t(isTooLong ? "tooLong" : "noTokenizer")}</p>;
  }
  const rows = [
    {
      label: t("role.transition"),
      swatch: "bg-transition",
      of: (c: PreviewCounts) => c.byRole.transition,
    },
    {
      label: t("role.second"),
      swatch: swatchOf(second, true),
      of: (c: PreviewCounts) => c.byRole.second,
    },
    {
      label: t("role.first"),
      swatch: swatchOf(
        first,
        draft.lines.some((line) => line.role === "first" && line.trained),
      ),
      of: (c: PreviewCounts) => c.byRole.first,
    },
    { label: t("trained"), swatch: null, of: (c: PreviewCounts) => c.trained },
    { label: t("total"), swatch: null, of: (c: PreviewCounts) => c.total },
  ];
  return (
    <table className="w-full text-sm tabular-nums">
      <thead className="text-xs text-ink-3">
        <tr>
          <th className="sr-only">{t("role.label")}</th>
          <th className="text-right font-normal">{t("revision", { n: savedN })}</th>
          <th className="text-right font-normal">{t("draft")}</th>
          <th className="w-14 text-right font-normal">
            <span className="sr-only">{t("difference")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.label}
            label={row.label}
            swatch={row.swatch}
            before={row.of(saved.counts ?? emptyCounts)}
            after={row.of(draft.counts ?? emptyCounts)}
          />
        ))}
      </tbody>
    </table>
  );
}

const emptyCounts: PreviewCounts = {
  byRole: { prompt: 0, first: 0, transition: 0, second: 0, end: 0 },
  trained: 0,
  total: 0,
};

/** Solid where it is trained, hatched where not; the hue says whose text it is. */
function swatchOf({ position }: EditorStrategy, isTrained: boolean): string {
  if (isTrained) return position === 1 ? "bg-strategy-1" : "bg-strategy-2";
  return position === 1 ? "hatch [--h:var(--strategy-1)]" : "hatch [--h:var(--strategy-2)]";
}

interface RowProps {
  readonly label: string;
  readonly swatch: string | null;
  readonly before: number;
  readonly after: number;
}

function Row({ label, swatch, before, after }: RowProps) {
  const format = useFormatter();
  return (
    <tr>
      <td className="py-0.5">
        <span className="flex items-center gap-1.5">
          {swatch ? <span aria-hidden className={clsx("size-2.5 rounded-[2px]", swatch)} /> : null}
          {label}
        </span>
      </td>
      <td className="text-right text-ink-3">{format.number(before)}</td>
      <td className="text-right font-strong">{format.number(after)}</td>
      <td className="text-right text-ink-3">
        {after === before ? null : format.number(after - before, { signDisplay: "always" })}
      </td>
    </tr>
  );
}

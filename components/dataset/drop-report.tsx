import { useFormatter, useTranslations } from "next-intl";
import { PlainText } from "#components/text/plain-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import type { DroppedPair } from "#lib/dataset/schema.ts";
import { type DropCode, dropCodes } from "#lib/method/balance/schema.ts";

interface DropReportProps {
  readonly projectId: number;
  readonly datasetId: number;
  readonly drops: Readonly<Record<string, number>>;
  /** The reason whose pairs are listed. */
  readonly open: DropCode | null;
  readonly pairs: readonly DroppedPair[];
  /** There are more pairs after these. */
  readonly next: number | null;
}

/** Every pair of the buffer that is not in the version, by reason; each count opens its pairs. */
export function DropReport({ projectId, datasetId, drops, open, pairs, next }: DropReportProps) {
  const t = useTranslations("datasets.drops");
  const code = useTranslations("balance.code");
  const format = useFormatter();
  const codes = dropCodes.filter((one) => (drops[one] ?? 0) > 0);
  const base = `/projects/${projectId}/datasets/${datasetId}`;
  if (codes.length === 0) return <p className="px-5 pb-3 text-sm text-ink-2">{t("none")}</p>;
  return (
    <table className="grid-table" data-dense>
      <tbody>
        {codes.map((one) => (
          <tr key={one} aria-selected={one === open}>
            <td className="font-strong">{code(`${one}.name`)}</td>
            <td data-num>
              <Link
                href={one === open ? `${base}#drops` : `${base}?reason=${one}#drops`}
                scroll={false}
                className="link"
                aria-expanded={one === open}
              >
                {format.number(drops[one] ?? 0)}
              </Link>
            </td>
            <td className="w-full max-w-0 truncate text-ink-2">{code(`${one}.why`)}</td>
          </tr>
        ))}
      </tbody>
      {open === null ? null : (
        <tbody>
          <tr>
            <td colSpan={3} className="!h-auto !p-0">
              <DroppedPairs {...{ projectId, pairs }} />
              {next === null ? null : (
                <p className="bg-sunken px-5 pb-2">
                  <Button asChild size="sm">
                    <Link href={`${base}?reason=${open}&after=${next}#drops`} scroll={false}>
                      {t("more")}
                    </Link>
                  </Button>
                </p>
              )}
            </td>
          </tr>
        </tbody>
      )}
    </table>
  );
}

function DroppedPairs({ projectId, pairs }: Pick<DropReportProps, "projectId" | "pairs">) {
  return (
    <ul className="bg-sunken px-5 py-2 text-sm">
      {pairs.map((pair) => (
        <li key={pair.pairId} className="flex h-6 items-center gap-2">
          <Link href={`/projects/${projectId}/trajectories/${pair.pairId}`} className="mono link">
            {pair.pairId}
          </Link>
          <span className="min-w-0 flex-1 truncate">
            <PlainText>{pair.problem}</PlainText>
          </span>
          {pair.reason === "" ? null : (
            <span className="max-w-[50%] truncate text-xs text-ink-3">
              <PlainText>{pair.reason}</PlainText>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

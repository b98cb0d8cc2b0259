import clsx from "clsx";
import { useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import { NumberLink } from "#components/ui/number-link.tsx";
import type { MatrixCell, VerdictCounts } from "#lib/pipeline-map/schema.ts";
import { pairsHref } from "./links.ts";
import { RetryCell, type RetryCellAction } from "./retry-cell.tsx";

interface MatrixCellBoxProps {
  readonly projectId: number;
  readonly cell: MatrixCell | undefined;
  /** Case, direction and subset in words, for who does not see the table. */
  readonly place: string;
  /** The largest count, for the heat. */
  readonly most: number;
  readonly isGroupStart: boolean;
  readonly retryCell: RetryCellAction;
}

const darkest = 15;

/** The number covers the cell as a link; the ring of the focus stands inside the cell. */
export function MatrixCellBox({
  projectId,
  cell,
  place,
  most,
  isGroupStart,
  retryCell,
}: MatrixCellBoxProps) {
  if (!cell) return <td className="border-b border-line" />;
  const isAside = cell.caseOf === "0,0";
  const heat = (darkest * cell.pairs) / most;
  return (
    <td
      className={clsx(
        "relative h-[58px] border-b border-line px-2 pt-[5px] pb-1.5 align-top hover:shadow-[inset_0_0_0_1px_var(--ink-4)] has-[a:focus-visible]:shadow-[inset_0_0_0_2px_var(--focus)]",
        isGroupStart && "border-l",
        isAside && "hatch-wash",
      )}
      style={
        isAside
          ? undefined
          : { background: `color-mix(in srgb, var(--heat) ${heat}%, transparent)` }
      }
    >
      <NumberLink
        className="text-xl leading-tight font-semibold tracking-[-0.02em] outline-none after:absolute after:inset-0"
        value={cell.pairs}
        label={`${cell.pairs}: ${place}`}
        href={pairsHref(projectId, cell)}
      />
      {isAside ? (
        <RetryCell projectId={projectId} cell={cell} action={retryCell} />
      ) : (
        <Verdicts cell={cell} projectId={projectId} />
      )}
    </td>
  );
}

function Verdicts({ cell, projectId }: { readonly cell: MatrixCell; readonly projectId: number }) {
  const t = useTranslations("map.matrix");
  const { pending } = cell.verdicts;
  return (
    <>
      <span className="relative z-1 block w-fit max-w-full truncate text-xs leading-dense text-ink-2">
        {pending > 0 ? (
          <Link
            href={pairsHref(projectId, { ...cell, verdict: "pending" })}
            className="hover:underline"
          >
            {t("pending", { n: pending })}
          </Link>
        ) : (
          "\u00a0"
        )}
      </span>
      <VerdictBar verdicts={cell.verdicts} className="mt-[3px] h-[3px]" />
    </>
  );
}

/** Accepted, open, needs-edit, rejected, in that order. */
export function VerdictBar({
  verdicts,
  className,
}: {
  readonly verdicts: VerdictCounts;
  readonly className?: string;
}) {
  const parts = [
    ["accepted", "bg-accepted"],
    ["pending", "bg-line-strong"],
    ["needs-edit", "bg-ink-3"],
    ["rejected", "bg-rejected"],
  ] as const;
  const filled = parts.filter(([name]) => verdicts[name] > 0);
  return (
    <div
      aria-hidden
      className={clsx(
        "flex gap-px overflow-hidden rounded-[3px]",
        filled.length === 0 && "bg-line",
        className,
      )}
    >
      {filled.map(([name, look]) => (
        <i
          key={name}
          className={clsx("block h-full min-w-0.5", look)}
          style={{ flex: verdicts[name] }}
        />
      ))}
    </div>
  );
}

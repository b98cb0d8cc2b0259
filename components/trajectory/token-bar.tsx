import clsx from "clsx";
import { useFormatter, useTranslations } from "next-intl";
import type { PairRow } from "#lib/pair/schema.ts";

/** Marks on the token axis: quarter, half and end of the scale. */
export const axisMarks = [0.25, 0.5, 1] as const;

/** First part, transition, second part on one linear axis; hatched where it is not trained. */
export function TokenBar({ row, scale }: { readonly row: PairRow; readonly scale: number }) {
  const t = useTranslations("trajectories");
  const format = useFormatter();
  const { first = 0, transition = 0, second = 0 } = row.tokensByRole;
  if (row.tokens === null) return null;
  const isTrained = row.case !== "0,1";
  const label = t("tokenBar", {
    first: format.number(first),
    transition: format.number(transition),
    second: format.number(second),
  });
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className="relative flex h-2 gap-px overflow-hidden bg-[linear-gradient(90deg,transparent_calc(25%-1px),var(--line-strong)_0_25%,transparent_0_calc(50%-1px),var(--line-strong)_0_50%,transparent_0_calc(100%-1px),var(--line-strong)_0)]"
    >
      <Part tokens={first} scale={scale} look={partLook(row.firstPosition, isTrained)} />
      <Part tokens={transition} scale={scale} look="bg-transition" />
      <Part tokens={second} scale={scale} look={partLook(row.firstPosition === 1 ? 2 : 1, true)} />
    </span>
  );
}

function partLook(position: 1 | 2, isTrained: boolean): string {
  if (isTrained) return position === 1 ? "bg-strategy-1" : "bg-strategy-2";
  return clsx("hatch", position === 1 ? "[--h:var(--strategy-1)]" : "[--h:var(--strategy-2)]");
}

interface PartProps {
  readonly tokens: number;
  readonly scale: number;
  readonly look: string;
}

function Part({ tokens, scale, look }: PartProps) {
  if (tokens === 0) return null;
  return (
    <i
      className={clsx("block h-2 min-w-[2px] rounded-[1.5px]", look)}
      style={{ width: `${Math.min(100, (100 * tokens) / scale)}%` }}
    />
  );
}

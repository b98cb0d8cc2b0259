import clsx from "clsx";
import { useFormatter, useTranslations } from "next-intl";
import { shortTokens } from "./short-tokens.ts";

interface TokenHistogramProps {
  readonly bars: readonly number[];
  readonly scale: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly onChoose: (from: number, to: number) => void;
}

/** How long the entries are; a bar narrows the list to its range. */
export function TokenHistogram({ bars, scale, from, to, onChoose }: TokenHistogramProps) {
  const t = useTranslations("trajectories.facet");
  const format = useFormatter();
  const most = Math.max(1, ...bars);
  const width = scale / bars.length;
  if (bars.every((bar) => bar === 0)) return null;
  return (
    <section className="pt-[5px] pb-1" data-facet="tokens">
      <h2 className="px-1.5 text-xs font-medium text-ink-3">{t("tokens")}</h2>
      <div className="relative mx-1.5 mt-0.5 flex h-[34px] items-end gap-px border-b border-line-strong">
        {bars.map((count, index) => {
          const start = Math.round(index * width);
          const end = Math.round((index + 1) * width);
          const isOut = (from !== null && end <= from) || (to !== null && start > to);
          return (
            <button
              type="button"
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its range
              key={index}
              onClick={() => onChoose(start, end - 1)}
              disabled={count === 0}
              title={t("tokenBar", {
                from: format.number(start),
                to: format.number(end - 1),
                count: format.number(count),
              })}
              aria-label={t("tokenBar", {
                from: format.number(start),
                to: format.number(end - 1),
                count: format.number(count),
              })}
              className="group flex h-full flex-1 items-end"
            >
              <i
                className={clsx(
                  "block w-full",
                  isOut ? "bg-line-strong" : "bg-ink-4 group-hover:bg-ink-3",
                )}
                style={{ height: `${(100 * count) / most}%` }}
              />
            </button>
          );
        })}
      </div>
      <div aria-hidden className="relative mx-1.5 h-[15px] text-2xs text-ink-3">
        <span className="absolute left-0">{0}</span>
        <span className="absolute left-1/4 -translate-x-1/2">{shortTokens(scale / 4)}</span>
        <span className="absolute left-1/2 -translate-x-1/2">{shortTokens(scale / 2)}</span>
        <span className="absolute left-full -translate-x-full">{shortTokens(scale)}</span>
      </div>
    </section>
  );
}

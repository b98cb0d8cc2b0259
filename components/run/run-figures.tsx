import { useFormatter, useTranslations } from "next-intl";
import { Duration } from "#components/ui/duration.tsx";
import { Count } from "#components/ui/number-link.tsx";
import type { RunProgress } from "#lib/run/progress/schema.ts";

type Figures = Pick<
  RunProgress,
  "done" | "failed" | "total" | "perMinute" | "secondsLeft" | "costMicros" | "currency"
>;

/** Percent of the run that is behind it, failed units included. */
export function percentOf(run: Pick<RunProgress, "done" | "failed" | "total">): number {
  return run.total > 0 ? (100 * (run.done + run.failed)) / run.total : 0;
}

/** `21,904 / 38,400 · 212 / min · 1 h 18 min`, with the cost where there is one. */
export function RunFigures({ run }: { readonly run: Figures }) {
  const t = useTranslations("runs");
  const format = useFormatter();
  return (
    <p className="flex items-center gap-2 text-xs whitespace-nowrap text-ink-3">
      <span>
        <Count value={run.done} />
        {" / "}
        <Count value={run.total} />
      </span>
      {run.perMinute === null ? null : (
        <span>
          {t("perMinute", {
            n: format.number(run.perMinute, { maximumFractionDigits: run.perMinute < 10 ? 1 : 0 }),
          })}
        </span>
      )}
      {run.costMicros > 0 ? (
        <span>
          <Cost micros={run.costMicros} currency={run.currency} />
        </span>
      ) : null}
      {run.secondsLeft === null ? null : (
        <span className="ml-auto">
          <Duration seconds={run.secondsLeft} />
        </span>
      )}
    </p>
  );
}

/** Millionths of a currency as money; small amounts keep four decimals. */
export function Cost({ micros, currency }: { readonly micros: number; readonly currency: string }) {
  const format = useFormatter();
  const value = micros / 1e6;
  const maximumFractionDigits = value < 1 ? 4 : 2;
  return <>{format.number(value, { style: "currency", currency, maximumFractionDigits })}</>;
}

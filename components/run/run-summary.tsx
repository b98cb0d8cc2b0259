import { TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Duration } from "#components/ui/duration.tsx";
import { Count, NumberLink } from "#components/ui/number-link.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { RunProgress } from "#lib/run/progress/schema.ts";
import { Cost, percentOf } from "./run-figures.tsx";

interface RunSummaryProps {
  readonly run: RunProgress;
  /** The pairs it made. */
  readonly pairsHref: string | null;
}

/** n / N · % · rate · time left · cost, and why it stands. */
export function RunSummary({ run, pairsHref }: RunSummaryProps) {
  const t = useTranslations("runs");
  const format = useFormatter();
  const isOver = run.endedAt !== null;
  return (
    <section className="border-b border-line px-5 pt-3 pb-4">
      <div className="flex items-baseline gap-3 whitespace-nowrap">
        <span className="text-2xl font-semibold tracking-[-0.02em]">
          {pairsHref ? (
            <NumberLink value={run.done} href={pairsHref} />
          ) : (
            <Count value={run.done} />
          )}
        </span>
        <span className="text-ink-3">
          {run.total > 0 ? t("of", { n: run.total }) : t("rowsRead")}
        </span>
        {run.total > 0 ? (
          <span className="font-strong">
            {`${format.number(percentOf(run), { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`}
          </span>
        ) : null}
        <span className="ml-auto flex gap-4 text-sm text-ink-2">
          {run.perMinute === null ? null : (
            <span>
              {t("perMinute", { n: format.number(run.perMinute, { maximumFractionDigits: 1 }) })}
            </span>
          )}
          {run.inFlight > 0 ? <span>{t("inFlight", { n: run.inFlight })}</span> : null}
          <span>
            {isOver || run.secondsLeft === null
              ? t.rich("took", { time: () => <Duration seconds={run.activeSeconds} /> })
              : t.rich("left", { time: () => <Duration seconds={run.secondsLeft ?? 0} /> })}
          </span>
        </span>
      </div>
      {run.total > 0 ? (
        <Progress
          className="mt-2"
          value={run.done + run.failed}
          max={run.total}
          label={t(`kind.${run.kind}`)}
        />
      ) : null}
      <p className="mt-2 flex gap-4 text-xs text-ink-3">
        {run.tokens > 0 ? <span>{t("tokens", { n: run.tokens })}</span> : null}
        {run.costMicros > 0 ? (
          <span>
            <Cost micros={run.costMicros} currency={run.currency} />
          </span>
        ) : null}
        {run.failed > 0 ? <span>{t("failed", { n: run.failed })}</span> : null}
      </p>
      {run.reason ? (
        <p className="mt-2 flex items-start gap-2 text-sm">
          <TriangleAlert className="mt-0.5" aria-hidden />
          <span className="min-w-0 break-words">{run.reason}</span>
        </p>
      ) : null}
    </section>
  );
}

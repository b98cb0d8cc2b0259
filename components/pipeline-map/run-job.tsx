import { useFormatter, useTranslations } from "next-intl";
import type { RunActions } from "#components/run/run-actions.ts";
import { RunControls } from "#components/run/run-controls.tsx";
import { percentOf, RunFigures } from "#components/run/run-figures.tsx";
import { Link } from "#components/ui/link.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { RunProgress } from "#lib/run/progress/schema.ts";
import { runHref } from "./links.ts";

/** One running or paused piece of work, beside the map. */
export function RunJob({
  run,
  actions,
}: {
  readonly run: RunProgress;
  readonly actions: RunActions;
}) {
  const t = useTranslations("runs");
  const format = useFormatter();
  const percent = percentOf(run);
  const href = runHref(run.projectId, run.id);
  return (
    <div className="pt-1 pb-2">
      <p className="flex min-h-[22px] items-center gap-2">
        {run.status === "running" ? (
          <span className="live-dot mr-0.5 ml-[3px]" />
        ) : (
          <span className="live-dot mr-0.5 ml-[3px]" data-lost="" />
        )}
        <Link href={href} className="font-strong hover:underline">
          {t(`kind.${run.kind}`)}
        </Link>
        <span className="ml-auto text-ink-3">
          {run.status === "running"
            ? `${format.number(percent, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`
            : t(`status.${run.status}`)}
        </span>
      </p>
      <Progress
        className="my-[3px]"
        value={run.done + run.failed}
        max={run.total}
        label={t(`kind.${run.kind}`)}
      />
      <RunFigures run={run} />
      <p className="flex min-h-[22px] items-center gap-2 text-xs">
        <span className="truncate text-ink-3">
          {run.reason ||
            (run.inFlight > 0 ? t("inFlight", { n: run.inFlight }) : t("number", { id: run.id }))}
        </span>
        {run.failed > 0 ? (
          <Link href={href} className="link ml-auto">
            {t("failed", { n: run.failed })}
          </Link>
        ) : null}
      </p>
      <RunControls run={run} actions={actions} />
    </div>
  );
}

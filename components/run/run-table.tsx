import { TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Duration } from "#components/ui/duration.tsx";
import { Link } from "#components/ui/link.tsx";
import { Count } from "#components/ui/number-link.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { RunProgress } from "#lib/run/progress/schema.ts";
import type { RunActions } from "./run-actions.ts";
import { RunControls } from "./run-controls.tsx";
import { Cost, percentOf } from "./run-figures.tsx";
import { RunStatusPill } from "./run-status.tsx";

interface RunTableProps {
  readonly runs: readonly RunProgress[];
  readonly actions: RunActions;
}

/** Everything that was started, newest first. */
export function RunTable({ runs, actions }: RunTableProps) {
  const t = useTranslations("runs");
  return (
    <table className="grid-table">
      <thead>
        <tr>
          <th>{t("column.run")}</th>
          <th>{t("column.state")}</th>
          <th className="w-[22%]">{t("column.progress")}</th>
          <th data-num>{t("column.failed")}</th>
          <th data-num>{t("column.rate")}</th>
          <th data-num>{t("column.tokens")}</th>
          <th data-num>{t("column.cost")}</th>
          <th data-num>{t("column.took")}</th>
          <th data-num>{t("column.started")}</th>
          <th>
            <span className="sr-only">{t("column.actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Row key={run.id} run={run} actions={actions} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ run, actions }: { readonly run: RunProgress; readonly actions: RunActions }) {
  const t = useTranslations("runs");
  const format = useFormatter();
  const href = `/projects/${run.projectId}/runs/${run.id}`;
  return (
    <tr>
      <td>
        <Link href={href} className="font-strong hover:underline">
          {t(`kind.${run.kind}`)}
        </Link>{" "}
        <span className="font-mono text-xs text-ink-3">{run.id}</span>
      </td>
      <td title={run.reason || undefined}>
        <RunStatusPill status={run.status} />
      </td>
      <td>
        <ProgressCell run={run} />
      </td>
      <td data-num>
        {run.failed > 0 ? (
          <Link href={href} className="link inline-flex items-center gap-1 font-strong">
            <TriangleAlert className="size-3" aria-hidden />
            <Count value={run.failed} />
          </Link>
        ) : (
          <span className="text-ink-3">0</span>
        )}
      </td>
      <td data-num className="text-ink-2">
        {run.perMinute === null
          ? "–"
          : t("perMinute", {
              n: format.number(run.perMinute, {
                maximumFractionDigits: run.perMinute < 10 ? 1 : 0,
              }),
            })}
      </td>
      <td data-num className="text-ink-2">
        {run.tokens > 0 ? <Count value={run.tokens} /> : "–"}
      </td>
      <td data-num className="text-ink-2">
        {run.costMicros > 0 ? <Cost micros={run.costMicros} currency={run.currency} /> : "–"}
      </td>
      <td data-num className="text-ink-2">
        {run.startedAt ? <Duration seconds={run.activeSeconds} /> : "–"}
      </td>
      <td data-num className="text-ink-3">
        <TimeAgo at={run.startedAt ?? run.createdAt} />
      </td>
      <td>
        <RunControls run={run} actions={actions} />
      </td>
    </tr>
  );
}

function ProgressCell({ run }: { readonly run: RunProgress }) {
  const t = useTranslations("runs");
  const format = useFormatter();
  if (run.total === 0) return <span className="text-ink-2">{t("rows", { n: run.done })}</span>;
  return (
    <div className="flex items-center gap-2">
      <Progress
        className="min-w-16 flex-1"
        value={run.done + run.failed}
        max={run.total}
        label={t(`kind.${run.kind}`)}
      />
      <span className="text-xs text-ink-2">
        <Count value={run.done} /> / <Count value={run.total} />
      </span>
      <span className="w-11 text-right text-xs text-ink-3">
        {`${format.number(percentOf(run), { maximumFractionDigits: 1, minimumFractionDigits: 1 })} %`}
      </span>
    </div>
  );
}

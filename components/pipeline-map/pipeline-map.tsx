import { useTranslations } from "next-intl";
import type { MapFigures } from "#lib/pipeline-map/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";
import { BalanceNode } from "./balance-node.tsx";
import { BufferNode } from "./buffer-node.tsx";
import { CaseMatrix } from "./case-matrix.tsx";
import { DatasetFlow } from "./dataset-flow.tsx";
import type { RetryCellAction } from "./retry-cell.tsx";
import type { RetryFailedAction } from "./retry-failed.tsx";
import { StageFlow } from "./stage-flow.tsx";
import { Down, Elbow, Wire } from "./wires.tsx";

interface PipelineMapProps {
  readonly projectId: number;
  readonly strategies: readonly [StrategyRow, StrategyRow];
  readonly map: MapFigures;
  readonly retryFailed: RetryFailedAction;
  readonly retryCell: RetryCellAction;
}

/** Algorithm 1 as a picture: problems → first → second → grades → case matrix → T1 → balance → dataset. */
export function PipelineMap(props: PipelineMapProps) {
  const { projectId, strategies, map } = props;
  const t = useTranslations("map");
  return (
    <div className="@container min-w-0 px-5 pt-2 pb-4">
      <h2 className="mt-1 mb-1.5 text-xs text-ink-3">
        <span className="mr-1 font-semibold text-ink">{t("stage1")}</span> {t("stage1Name")}
      </h2>
      <StageFlow
        projectId={projectId}
        strategies={strategies}
        map={map}
        retryFailed={props.retryFailed}
      />
      <Elbow from="11%" to="32%" />
      <div className="flex flex-col @min-[840px]:flex-row">
        <div className="flex min-w-0 flex-[2.1]">
          <CaseMatrix
            projectId={projectId}
            strategies={strategies}
            map={map}
            retryCell={props.retryCell}
          />
        </div>
        <Wire className="mt-[46px] hidden self-start! @min-[840px]:block" />
        <div className="@min-[840px]:hidden">
          <Elbow from="20%" to="12%" />
        </div>
        <div className="flex min-w-0 flex-1 flex-row @min-[840px]:flex-col">
          <BufferNode projectId={projectId} entries={map.entries} />
          <Wire className="@min-[840px]:hidden" />
          <div className="hidden @min-[840px]:block">
            <Down />
          </div>
          <BalanceNode projectId={projectId} strategies={strategies} balance={map.balance} />
        </div>
      </div>
      <Elbow from="15%" to="15%" />
      <DatasetFlow projectId={projectId} map={map} />
      <p className="mt-3 text-xs text-ink-3">{t("later")}</p>
    </div>
  );
}

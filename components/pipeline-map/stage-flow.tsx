import { BadgeCheck, CornerDownRight, Hash, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { StrategySign } from "#components/sign/strategy-sign.tsx";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { Link } from "#components/ui/link.tsx";
import { Count, NumberLink, Share } from "#components/ui/number-link.tsx";
import type { AttemptCounts, GradeCounts, MapFigures } from "#lib/pipeline-map/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";
import { pairsHref, problemsHref } from "./links.ts";
import { Node, NodeLine } from "./node.tsx";
import { type RetryFailedAction, RetryFailedButton } from "./retry-failed.tsx";
import { DirectionWires, Wire } from "./wires.tsx";

interface StageFlowProps {
  readonly projectId: number;
  readonly strategies: readonly [StrategyRow, StrategyRow];
  readonly map: MapFigures;
  readonly retryFailed: RetryFailedAction;
}

/** Problems → first → second → grades: Algorithm 1, lines 3 to 9. */
export function StageFlow({ projectId, strategies, map, retryFailed }: StageFlowProps) {
  return (
    <div className="flex items-stretch">
      <ProblemsNode projectId={projectId} strategies={strategies} map={map} />
      <Wire />
      <AttemptsNode
        place="first"
        projectId={projectId}
        strategies={strategies}
        map={map}
        retryFailed={retryFailed}
        attempts={map.first}
      />
      <DirectionWires />
      <AttemptsNode
        place="second"
        projectId={projectId}
        strategies={strategies}
        map={map}
        retryFailed={retryFailed}
        attempts={map.second}
      />
      <Wire />
      <GradesNode projectId={projectId} map={map} />
    </div>
  );
}

type ProblemsProps = Pick<StageFlowProps, "projectId" | "strategies" | "map">;

function ProblemsNode({ projectId, strategies, map }: ProblemsProps) {
  const t = useTranslations("map.problems");
  const { problems } = map;
  return (
    <Node
      icon={Hash}
      title={t("title")}
      href={problemsHref(projectId)}
      isWaiting={problems.total === 0}
      right={
        <NumberLink
          className="font-semibold"
          value={problems.total}
          href={problemsHref(projectId)}
        />
      }
    >
      {strategies.map((strategy, at) => (
        <NodeLine key={strategy.id} right={strategy.subsetName}>
          <SubsetSign
            position={strategy.position}
            sign={strategy.sign}
            subsetName={strategy.subsetName}
          />
          <NumberLink
            className="font-semibold"
            value={problems.bySubset[at] ?? 0}
            href={problemsHref(projectId, strategy.position)}
          />
        </NodeLine>
      ))}
      {problems.withoutSubset > 0 ? (
        <NodeLine right={t("withoutSubset")}>
          <NumberLink
            className="font-semibold"
            value={problems.withoutSubset}
            href={problemsHref(projectId, null)}
          />
        </NodeLine>
      ) : null}
    </Node>
  );
}

interface AttemptsProps extends StageFlowProps {
  readonly place: "first" | "second";
  readonly attempts: readonly [AttemptCounts, AttemptCounts];
}

function AttemptsNode({ place, projectId, strategies, map, retryFailed, attempts }: AttemptsProps) {
  const t = useTranslations("map");
  const made = attempts[0].made + attempts[1].made;
  const failed = attempts[0].failed + attempts[1].failed;
  const runIds = map.failed.filter((group) => group.what === place).map((group) => group.runId);
  return (
    <Node
      icon={place === "first" ? Play : CornerDownRight}
      title={
        <>
          {t(`${place}.title`)}{" "}
          <span className="font-mono text-xs font-normal text-ink-3">{t(`${place}.symbol`)}</span>
        </>
      }
      href={`${pairsHref(projectId)}?tab=attempts`}
      isRunning={attempts.some((attempt) => attempt.inFlight > 0)}
      isWaiting={made === 0}
      right={
        failed > 0 ? (
          <RetryFailedButton
            n={failed}
            runIds={runIds}
            projectId={projectId}
            action={retryFailed}
          />
        ) : (
          <span className="font-semibold">
            <Count value={made} />
          </span>
        )
      }
    >
      {attempts.map((attempt) => (
        <AttemptLine
          key={attempt.strategy}
          place={place}
          attempt={attempt}
          strategies={strategies}
          projectId={projectId}
        />
      ))}
    </Node>
  );
}

interface AttemptLineProps {
  readonly place: "first" | "second";
  readonly attempt: AttemptCounts;
  readonly strategies: readonly [StrategyRow, StrategyRow];
  readonly projectId: number;
}

function AttemptLine({ place, attempt, strategies, projectId }: AttemptLineProps) {
  const strategy = strategies[attempt.strategy - 1];
  if (!strategy) return null;
  const first = place === "first" ? attempt.strategy : attempt.strategy === 1 ? 2 : 1;
  return (
    <NodeLine right={<AttemptNote place={place} attempt={attempt} name={strategy.name} />}>
      <StrategySign position={strategy.position} sign={strategy.sign} name={strategy.name} />
      <NumberLink
        className="font-semibold"
        value={attempt.made}
        href={pairsHref(projectId, { first })}
      />
      {attempt.wanted > attempt.made ? (
        <span className="text-xs text-ink-3">
          {"/ "}
          <Count value={attempt.wanted} />
        </span>
      ) : null}
    </NodeLine>
  );
}

interface AttemptNoteProps {
  readonly place: "first" | "second";
  readonly attempt: AttemptCounts;
  readonly name: string;
}

/** What is most worth saying of the line: failures, work under way, else what it is. */
function AttemptNote({ place, attempt, name }: AttemptNoteProps) {
  const t = useTranslations("map");
  if (attempt.failed > 0) return t("failed", { n: attempt.failed });
  if (attempt.inFlight > 0) return t("inFlight", { n: attempt.inFlight });
  return place === "first" ? t("first.z", { z: attempt.strategy === 1 ? 1 : 0 }) : name;
}

function GradesNode({ projectId, map }: { readonly projectId: number; readonly map: MapFigures }) {
  const t = useTranslations("map.grades");
  const { grades } = map;
  const undecided = pairsHref(projectId, { outcome: "undecided" });
  return (
    <Node
      icon={BadgeCheck}
      title={t("title")}
      href={pairsHref(projectId)}
      isRunning={grades.inFlight > 0}
      isWaiting={grades.first.graded === 0}
      right={
        grades.undecided > 0 ? (
          <Link href={undecided} className="link text-xs">
            {t("undecided", { n: grades.undecided })}
          </Link>
        ) : undefined
      }
    >
      <GradeLine symbol={t("g1")} counts={grades.first} />
      <GradeLine symbol={t("g2")} counts={grades.second} />
    </Node>
  );
}

function GradeLine({ symbol, counts }: { readonly symbol: string; readonly counts: GradeCounts }) {
  const t = useTranslations("map.grades");
  return (
    <NodeLine
      right={counts.graded > 0 ? <Share value={counts.correct / counts.graded} /> : undefined}
    >
      <span className="font-mono text-xs text-ink-3">{symbol}</span>
      <span className="font-semibold">
        <Count value={counts.correct} />
      </span>
      <span className="text-xs text-ink-3">{t("correct")}</span>
    </NodeLine>
  );
}

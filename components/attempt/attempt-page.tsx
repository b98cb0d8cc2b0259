import { ChevronLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { AttemptView } from "#components/inspector/attempt-view.tsx";
import { FindingsPanel } from "#components/inspector/facts-panels.tsx";
import { RawView } from "#components/inspector/raw-view.tsx";
import { OutcomeMark } from "#components/sign/outcome-mark.tsx";
import { StrategySign } from "#components/sign/strategy-sign.tsx";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { PlainText } from "#components/text/plain-text.tsx";
import { Prose } from "#components/text/prose.tsx";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { AttemptData } from "#lib/trajectory/attempt/schema.ts";
import { AttemptFacts } from "./attempt-facts.tsx";
import { AttemptGrades } from "./attempt-grades.tsx";
import { AttemptKeys } from "./attempt-keys.tsx";
import { type AttemptViewName, attemptHref, attemptViews } from "./views.ts";

interface AttemptPageProps {
  readonly data: AttemptData;
  readonly view: AttemptViewName;
  /** First character of the raw view. */
  readonly from: number;
}

/** One trajectory: its text as it was made, how it was graded, where it stands. */
export function AttemptPage({ data, view, from }: AttemptPageProps) {
  const { attempt } = data;
  const project = `/projects/${data.projectId}`;
  const base = `${project}/trajectories/attempts/${attempt.trajectoryId}`;
  const listHref = `${project}/trajectories?tab=attempts`;
  const rawHref = attemptHref(base, "raw");
  return (
    <div className="flex h-full min-h-0 flex-col">
      <AttemptHead data={data} view={view} base={base} listHref={listHref} />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_320px]">
        <div className="min-w-0 overflow-auto px-5 pb-8">
          <ProblemHead data={data} />
          {view === "raw" ? (
            <RawView
              text={attempt.text}
              from={from}
              hrefAt={(at) => attemptHref(base, "raw", at)}
            />
          ) : (
            <Blocks data={data} rawHref={rawHref} />
          )}
        </div>
        <aside className="overflow-auto border-l border-line">
          <AttemptGrades data={data} />
          <FindingsPanel findings={attempt.findings} />
          <AttemptFacts data={data} />
        </aside>
      </div>
      <AttemptKeys blocksHref={attemptHref(base, "blocks")} rawHref={rawHref} listHref={listHref} />
    </div>
  );
}

interface AttemptHeadProps {
  readonly data: AttemptData;
  readonly view: AttemptViewName;
  readonly base: string;
  readonly listHref: string;
}

function AttemptHead({ data, view, base, listHref }: AttemptHeadProps) {
  const t = useTranslations("attempt");
  const { attempt, problem } = data;
  return (
    <div className="flex h-12 flex-none items-center gap-2.5 border-b border-line px-4 whitespace-nowrap">
      <Button asChild variant="quiet" size="sm" iconOnly aria-label={t("back")}>
        <Link href={listHref}>
          <ChevronLeft aria-hidden />
        </Link>
      </Button>
      <h1 className="mono text-xl font-semibold">{`tr-${attempt.trajectoryId}`}</h1>
      <StrategySign {...attempt.strategy} />
      <span className="text-ink-2">{attempt.strategy.name}</span>
      <span className="mono truncate text-ink-3">{attempt.policyName}</span>
      {problem.favoured ? (
        <span className="flex min-w-0 items-center gap-1 text-sm text-ink-2">
          <SubsetSign {...problem.favoured} />
          <span className="truncate">{problem.favoured.subsetName}</span>
        </span>
      ) : null}
      {attempt.isRecorded ? <Tag>{t("recorded")}</Tag> : null}
      {attempt.conditionedOnFirst ? <Tag>{t("conditioned")}</Tag> : null}
      <Segmented
        label={t("view.label")}
        value={view}
        items={attemptViews.map((name, index) => ({
          value: name,
          label: t(`view.${name}`),
          href: attemptHref(base, name),
          kbd: String(index + 1),
        }))}
      />
    </div>
  );
}

function ProblemHead({ data: { problem } }: { readonly data: AttemptData }) {
  const t = useTranslations("attempt");
  return (
    <section aria-label={t("problem")} className="flex gap-4 py-3">
      <div className="min-w-0 flex-1">
        <h2 className="text-xs text-ink-3">{t("problem")}</h2>
        <Prose text={problem.text} className="max-h-80 overflow-auto text-xl leading-normal" />
      </div>
      <div className="max-w-56 flex-none border-l border-line pl-4">
        <h2 className="text-xs text-ink-3">{t("referenceAnswer")}</h2>
        <p className="mono break-words font-strong">
          <PlainText>{problem.answer.slice(0, 500)}</PlainText>
        </p>
      </div>
    </section>
  );
}

function Blocks({
  data: { attempt },
  rawHref,
}: {
  readonly data: AttemptData;
  readonly rawHref: string;
}) {
  const t = useTranslations("attempt");
  const isFirst = attempt.strategy.position === 1;
  return (
    <section className="relative pl-4">
      <i
        aria-hidden
        className={`absolute inset-y-0 left-0 w-[5px] rounded-[3px] ${isFirst ? "bg-strategy-1" : "bg-strategy-2"}`}
      />
      <header
        className={`flex h-8 items-center gap-2 rounded-md px-2.5 text-sm ${isFirst ? "bg-strategy-1-wash text-strategy-1-ink" : "bg-strategy-2-wash text-strategy-2-ink"}`}
      >
        <StrategySign {...attempt.strategy} />
        <b className="font-semibold">{attempt.strategy.name}</b>
        <span className="mono text-xs">{attempt.policyName}</span>
        <span className="max-w-60 truncate rounded-full bg-surface px-1.5 py-px text-xs text-ink shadow-[inset_0_0_0_1px_var(--line)]">
          <OutcomeMark value={attempt.outcome}>
            <PlainText>{(attempt.extracted ?? t("noAnswer")).slice(0, 120)}</PlainText>
          </OutcomeMark>
        </span>
      </header>
      <AttemptView attempt={attempt} rawHref={rawHref} />
    </section>
  );
}

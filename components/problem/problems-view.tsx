"use client";

import { Hash, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ActionResult } from "#components/shell/action-result.ts";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { HintBar } from "#components/ui/hint-bar.tsx";
import { Link } from "#components/ui/link.tsx";
import { Count } from "#components/ui/number-link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { type TabItem, Tabs } from "#components/ui/tabs.tsx";
import type { ProblemList as List, ProblemCounts, ProblemFilter } from "#lib/problem/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";
import { AddProblemDialog } from "./add-problem-dialog.tsx";
import type { ProblemActions } from "./problem-actions.ts";
import { type ProblemTab, tabHref, tabOf } from "./problem-filter.ts";
import { ProblemList } from "./problem-list.tsx";
import { ProblemSearch } from "./problem-search.tsx";
import { useProblems } from "./use-problems.ts";

interface ProblemsViewProps {
  readonly projectId: number;
  readonly strategies: readonly [StrategyRow, StrategyRow];
  readonly filter: ProblemFilter;
  readonly initial: List;
  readonly actions: ProblemActions;
  readonly add: (input: unknown) => Promise<ActionResult<{ readonly id: number }>>;
}

const countCap = 10_000;

/** The list of problems: tabs, search, virtual rows, live. */
export function ProblemsView(props: ProblemsViewProps) {
  const { projectId, strategies, filter, actions, add } = props;
  const t = useTranslations("problems");
  const problems = useProblems(props);
  const base = `/projects/${projectId}`;
  const addDialog = <AddProblemDialog strategies={strategies} add={add} onAdded={problems.renew} />;
  const importButton = (
    <Button variant="primary" asChild>
      <Link href={`${base}/problems/import`}>
        <Upload aria-hidden />
        {t("import")}
      </Link>
    </Button>
  );
  const isEmpty = problems.loaded.rows.length === 0;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead
        title={t("title")}
        actions={
          <>
            {addDialog}
            {importButton}
          </>
        }
      >
        <ProblemTabs
          base={base}
          filter={filter}
          counts={problems.loaded.counts}
          strategies={strategies}
        />
      </PageHead>
      <div className="flex flex-none items-center gap-3 border-b border-line px-5 py-2">
        <ProblemSearch q={filter.q} />
        <span className="text-sm text-ink-3" role="status">
          {t.rich("matching", {
            n: () => <Count value={problems.loaded.matching} cap={countCap} />,
          })}
        </span>
      </div>
      {problems.isFailed ? <ErrorBox className="mx-5 mt-3" title={t("failed")} /> : null}
      {isEmpty ? (
        <div className="min-h-0 flex-1">
          <Nothing base={base} filter={filter} />
        </div>
      ) : (
        <ProblemList
          loaded={problems.loaded}
          strategies={strategies}
          base={base}
          actions={actions}
          onMore={problems.loadMore}
          onChanged={problems.renew}
          onSeen={problems.seen}
        />
      )}
      <HintBar
        hints={[
          { keys: "j k", label: t("keys.next") },
          { keys: "Enter", label: t("keys.open") },
          { keys: "/", label: t("keys.search") },
        ]}
      />
    </div>
  );
}

interface ProblemTabsProps {
  readonly base: string;
  readonly filter: ProblemFilter;
  readonly counts: ProblemCounts;
  readonly strategies: readonly StrategyRow[];
}

function ProblemTabs({ base, filter, counts, strategies }: ProblemTabsProps) {
  const t = useTranslations("problems.tabs");
  const active = tabOf(filter);
  const tab = (name: ProblemTab, label: TabItem["label"], count: number): TabItem => ({
    href: tabHref(`${base}/problems`, name, filter.q),
    label,
    count,
    active: active === name,
  });
  const subsets = strategies.map((strategy) =>
    tab(
      strategy.position === 1 ? "1" : "2",
      <>
        <SubsetSign {...strategy} size="sm" />
        <span className="max-w-36 truncate">{strategy.subsetName}</span>
      </>,
      strategy.position === 1 ? counts.favour1 : counts.favour2,
    ),
  );
  const items = [
    tab("all", t("all"), counts.active),
    ...subsets,
    ...(counts.favourNone > 0 ? [tab("none", t("none"), counts.favourNone)] : []),
    tab("waiting", t("waiting"), counts.untaught),
    tab("heldOut", t("heldOut"), counts.heldOut),
    ...(counts.archived > 0 || active === "archived"
      ? [tab("archived", t("archived"), counts.archived)]
      : []),
  ];
  return <Tabs label={t("label")} items={items} />;
}

function Nothing({ base, filter }: { readonly base: string; readonly filter: ProblemFilter }) {
  const t = useTranslations("problems");
  const isFiltered = filter.q !== "" || tabOf(filter) !== "all";
  if (!isFiltered) {
    return (
      <EmptyState
        icon={<Hash />}
        title={t("empty.title")}
        hint={t("empty.hint")}
        action={
          <Button asChild>
            <Link href={`${base}/problems/import`}>{t("import")}</Link>
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      title={t("empty.noMatch")}
      hint={t("empty.noMatchHint")}
      action={
        <Button asChild>
          <Link href={`${base}/problems`}>{t("empty.clear")}</Link>
        </Button>
      }
    />
  );
}

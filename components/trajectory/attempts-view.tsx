"use client";

import { ArrowUp, Table2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { useShortcuts } from "#components/shell/keyboard.tsx";
import { useGo } from "#components/shell/use-go.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { HintBar } from "#components/ui/hint-bar.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import type { PairTabs } from "#lib/pair/schema.ts";
import { attemptQuery, readAttemptQuery } from "#lib/trajectory/attempt-url.ts";
import type { AttemptFilters, AttemptPage } from "#lib/trajectory/schema.ts";
import { type AttemptFacetName, AttemptFacets } from "./attempt-facets.tsx";
import { AttemptTable } from "./attempt-table.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { leaveControl } from "./leave-control.ts";
import { ListTabs } from "./list-tabs.tsx";
import type { TableHandle } from "./pair-table.tsx";
import type { StrategyPair } from "./strategy-pair.ts";
import { useAttempts } from "./use-attempts.ts";

interface AttemptsViewProps {
  readonly projectId: number;
  readonly filters: AttemptFilters;
  readonly initial: AttemptPage;
  readonly tabs: PairTabs;
  readonly strategies: StrategyPair;
  readonly policies: readonly { readonly id: number; readonly name: string }[];
}

/** Every single trajectory of the project, whatever became of it. */
export function AttemptsView({
  projectId,
  filters,
  initial,
  tabs,
  strategies,
  policies,
}: AttemptsViewProps) {
  const t = useTranslations("trajectories");
  const router = useRouter();
  const base = `/projects/${projectId}/trajectories`;
  const [isLeaving, start] = useTransition();
  const go = (next: AttemptFilters) =>
    start(() => router.replace(`${base}?${attemptQuery(next)}`, { scroll: false }));
  const { page, failure, hasNew, loadMore, reload } = useAttempts(projectId, filters, initial);
  const search = useRef<HTMLInputElement>(null);
  const handle = useRef<TableHandle>(null);
  const open = useGo();
  const keys = useAttemptKeys(page.rows.length, {
    open: (index) => open(`${base}/attempts/${page.rows[index]?.id}`),
    show: (index) => handle.current?.scrollTo(index),
    search: () => search.current?.focus(),
  });
  const toggle = (facet: AttemptFacetName, value: string) =>
    go(toggledAttempt(filters, facet, value));
  const chips = facetNames.flatMap((name) =>
    filters[name].map((value) => ({
      name,
      value: chipValue(name, String(value), { policies, strategies }),
      onRemove: () => toggle(name, String(value)),
    })),
  );
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t("title")}>
        <ListTabs base={base} tabs={tabs} filters={null} />
      </PageHead>
      <div className="flex min-h-0 flex-1">
        <AttemptFacets
          filters={filters}
          strategies={strategies}
          policies={policies}
          onToggle={toggle}
        />
        <div className="flex min-w-0 flex-1 flex-col" aria-busy={isLeaving}>
          <div className="flex h-11 flex-none items-center gap-2 border-b border-line px-3">
            <FilterBar
              chips={chips}
              q={filters.q}
              placeholder={t("searchHint")}
              onSearch={(q) => go({ ...filters, q })}
              input={search}
            />
            {hasNew ? (
              <Button size="sm" onClick={() => void reload()}>
                <ArrowUp aria-hidden />
                {t("attempt.showNew")}
              </Button>
            ) : null}
          </div>
          {failure === null ? null : (
            <ErrorBox className="mx-3 mt-3" title={failure || t("away")} />
          )}
          {page.rows.length === 0 ? (
            <NoAttempts base={base} isFiltered={attemptQuery(filters) !== "tab=attempts"} />
          ) : (
            <AttemptTable
              rows={page.rows}
              hasMore={page.nextCursor !== null}
              base={base}
              cursor={keys.cursor}
              strategies={strategies}
              onCursor={keys.setCursor}
              onMore={loadMore}
              handle={handle}
            />
          )}
        </div>
      </div>
      <HintBar
        hints={[
          { keys: "j k", label: t("key.move") },
          { keys: "Enter", label: t("key.open") },
          { keys: "/", label: t("key.search") },
        ]}
      />
    </div>
  );
}

const facetNames = ["strategy", "policy", "outcome", "finding"] as const;

function toggledAttempt(
  filters: AttemptFilters,
  facet: AttemptFacetName,
  value: string,
): AttemptFilters {
  const chosen: readonly string[] = filters[facet].map(String);
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
  return { ...filters, [facet]: readAttemptQuery({ [facet]: next })[facet] };
}

function chipValue(
  name: AttemptFacetName,
  value: string,
  { policies, strategies }: Pick<AttemptsViewProps, "policies" | "strategies">,
): string {
  if (name === "policy")
    return policies.find((policy) => String(policy.id) === value)?.name ?? value;
  if (name !== "strategy") return value;
  return strategies.find((strategy) => String(strategy.position) === value)?.name ?? value;
}

interface AttemptKeys {
  readonly open: (index: number) => void;
  readonly show: (index: number) => void;
  readonly search: () => void;
}

function useAttemptKeys(count: number, { open, show, search }: AttemptKeys) {
  const t = useTranslations("trajectories.key");
  const [cursor, setCursor] = useState(-1);
  const moveTo = (index: number) => {
    const at = Math.max(0, Math.min(count - 1, index));
    setCursor(at);
    leaveControl();
    show(at);
  };
  const group = t("group.list");
  useShortcuts([
    { keys: "j", label: t("next"), group, run: () => moveTo(cursor + 1) },
    { keys: "k", label: t("previous"), group, run: () => moveTo(cursor - 1) },
    { keys: "Enter", label: t("open"), group, enabled: cursor >= 0, run: () => open(cursor) },
    { keys: "/", label: t("search"), group, run: search },
  ]);
  return { cursor, setCursor };
}

function NoAttempts({ base, isFiltered }: { readonly base: string; readonly isFiltered: boolean }) {
  const t = useTranslations("trajectories");
  if (!isFiltered) {
    return (
      <EmptyState icon={<Table2 />} title={t("attempt.emptyTitle")} hint={t("attempt.emptyHint")} />
    );
  }
  return (
    <EmptyState
      title={t("empty.noMatch")}
      hint={t("empty.noMatchHint")}
      action={
        <Button asChild>
          <Link href={`${base}?tab=attempts`}>{t("empty.clear")}</Link>
        </Button>
      }
    />
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useRef, useTransition } from "react";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { HintBar } from "#components/ui/hint-bar.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import type { PairFilters, PairRow, PairSort } from "#lib/pair/schema.ts";
import { FacetPanel } from "./facet-panel.tsx";
import { ListTabs } from "./list-tabs.tsx";
import { ListToolbar } from "./list-toolbar.tsx";
import { NoPairs } from "./no-pairs.tsx";
import type { PairActions } from "./pair-actions.ts";
import { PairTable, type TableHandle } from "./pair-table.tsx";
import type { StrategyPair } from "./strategy-pair.ts";
import { listHref, toggled } from "./toggle-filter.ts";
import { useListKeys } from "./use-list-keys.ts";
import { type PairList, usePairs } from "./use-pairs.ts";

interface PairsViewProps {
  readonly projectId: number;
  readonly filters: PairFilters;
  readonly sort: PairSort;
  readonly initial: PairList;
  /** Why the search could not run. */
  readonly failure: string | null;
  readonly strategies: StrategyPair;
  readonly policies: readonly { readonly id: number; readonly name: string }[];
  readonly actions: PairActions;
}

/** The pairs of the buffer and what became of them: facets, search, virtual rows, verdicts by key. */
export function PairsView(props: PairsViewProps) {
  const { projectId, filters, sort, strategies, policies, actions } = props;
  const t = useTranslations("trajectories");
  const router = useRouter();
  const base = `/projects/${projectId}/trajectories`;
  const [isLeaving, start] = useTransition();
  const go = useCallback(
    (next: PairFilters, order: PairSort = sort) =>
      start(() => router.replace(listHref(base, next, order), { scroll: false })),
    [router, base, sort],
  );
  const pairs = usePairs(props);
  const { rows, facets } = pairs.shown;
  const hrefOf = useCallback(
    (row: PairRow) => listHref(`${base}/${row.id}`, filters, sort),
    [base, filters, sort],
  );
  const handle = useRef<TableHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const keys = useListKeys({ pairs, actions, hrefOf, handle, search });
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t("title")}>
        <ListTabs base={base} tabs={pairs.shown.tabs} filters={filters} />
      </PageHead>
      <div className="flex min-h-0 flex-1">
        <FacetPanel
          filters={filters}
          facets={facets}
          strategies={strategies}
          policies={policies}
          onToggle={(facet, value) => go(toggled(filters, facet, value))}
          onTokens={(minTokens, maxTokens) => go({ ...filters, minTokens, maxTokens })}
        />
        <div className="relative flex min-w-0 flex-1 flex-col" aria-busy={isLeaving}>
          <ListToolbar
            filters={filters}
            sort={sort}
            facets={facets}
            added={pairs.shown.added}
            policies={policies}
            strategies={strategies}
            search={search}
            onFilter={go}
            onRefresh={() => void pairs.reload()}
          />
          {isLeaving ? (
            <div className="loading-bar absolute inset-x-0 top-11 z-20 h-0.5 bg-ink" />
          ) : null}
          <Failures messages={[props.failure, pairs.failure, keys.failure]} />
          {props.failure !== null ? null : rows.length === 0 ? (
            <NoPairs projectId={projectId} filters={filters} onClear={go} />
          ) : (
            <div
              className={`flex min-h-0 flex-1 flex-col transition-opacity ${isLeaving ? "opacity-60" : ""}`}
            >
              <PairTable
                rows={rows}
                total={facets.total}
                hasMore={pairs.shown.nextCursor !== null}
                cursor={keys.cursor}
                scale={facets.tokenScale}
                strategies={strategies}
                hrefOf={hrefOf}
                onCursor={keys.setCursor}
                onOpen={(row) => router.push(hrefOf(row))}
                onMore={pairs.loadMore}
                onSeen={pairs.seen}
                handle={handle}
              />
            </div>
          )}
        </div>
      </div>
      <HintBar
        hints={[
          { keys: "j k", label: t("key.move") },
          { keys: "Enter", label: t("key.open") },
          { keys: "a", label: t("key.accept") },
          { keys: "x", label: t("key.reject") },
          { keys: "e", label: t("key.edit") },
          { keys: "n", label: t("key.needsEdit") },
          { keys: "u", label: t("key.undo") },
          { keys: "/", label: t("key.search") },
        ]}
        right={
          keys.cursor >= 0 ? t("place", { place: keys.cursor + 1, total: facets.total }) : null
        }
      />
    </div>
  );
}

function Failures({ messages }: { readonly messages: readonly (string | null)[] }) {
  const t = useTranslations("trajectories");
  const shown = messages.filter((message) => message !== null);
  return shown.map((message) => (
    <ErrorBox key={message} className="mx-3 mt-3" title={message === "" ? t("away") : message} />
  ));
}

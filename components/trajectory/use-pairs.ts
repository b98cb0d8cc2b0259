"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLive } from "#components/shell/live.tsx";
import { createRefresher } from "#components/shell/refresher.ts";
import type { Change } from "#lib/event/schema.ts";
import {
  type PairFacets,
  type PairFilters,
  type PairPage,
  type PairRow,
  type PairSort,
  type PairTabs,
  pairChangesSchema,
  pairPageLimit,
  pairPageSchema,
} from "#lib/pair/schema.ts";
import { pairQuery } from "#lib/pair/url.ts";
import { readJson } from "./read-json.ts";

export interface PairList {
  readonly page: PairPage;
  readonly facets: PairFacets;
  readonly tabs: PairTabs;
}

interface PairSource {
  readonly projectId: number;
  readonly filters: PairFilters;
  readonly sort: PairSort;
  readonly initial: PairList;
}

interface Shown {
  readonly rows: readonly PairRow[];
  readonly nextCursor: string | null;
  readonly facets: PairFacets;
  readonly tabs: PairTabs;
  /** Pairs that came since the list was loaded; shown as a pill, never pushed in. */
  readonly added: number;
  /** The youngest pair when the list was loaded. */
  readonly since: number;
}

/** The list's rows, more on demand; changes refresh lines in place and move nothing. */
export function usePairs({ projectId, filters, sort, initial }: PairSource) {
  const [shown, setShown] = useState<Shown>(() => shownOf(initial));
  const [failure, setFailure] = useState<string | null>(null);
  const isLoading = useRef(false);
  const visible = useRef<readonly number[]>([]);
  const query = pairQuery(filters, sort);
  const base = `/api/projects/${projectId}/pairs`;

  const loadMore = useCallback(async (): Promise<boolean> => {
    if (shown.nextCursor === null || isLoading.current) return false;
    isLoading.current = true;
    const cursor = encodeURIComponent(shown.nextCursor);
    const read = await readJson(
      `${base}?${query}&limit=${pairPageLimit}&cursor=${cursor}`,
      pairPageSchema,
    );
    isLoading.current = false;
    setFailure(read.ok ? null : read.message);
    if (read.ok) setShown((before) => appended(before, read.data));
    return read.ok;
  }, [shown.nextCursor, base, query]);

  const reload = useCallback(async () => {
    const read = await readJson(`${base}?${query}&limit=${pairPageLimit}`, pairPageSchema);
    setFailure(read.ok ? null : read.message);
    if (!read.ok) return;
    setShown((before) => ({ ...before, ...read.data, added: 0, since: youngest(read.data.rows) }));
  }, [base, query]);

  useChangedRows(async (ids) => {
    const wanted = ids ?? visible.current;
    const path = `${base}/changes?${query}&since=${shown.since}&ids=${wanted.slice(0, pairPageLimit).join(",")}`;
    const read = await readJson(path, pairChangesSchema);
    if (!read.ok) return;
    const { rows, ...counts } = read.data;
    setShown((before) => ({ ...before, ...counts, rows: replaced(before.rows, rows) }));
    // Nothing stands in an empty list that new rows could push away.
    if (shown.rows.length === 0 && counts.added > 0) await reload();
  }, shown.rows);

  const change = useCallback((id: number, next: Partial<PairRow>) => {
    setShown((before) => ({
      ...before,
      rows: before.rows.map((row) => (row.id === id ? { ...row, ...next } : row)),
    }));
  }, []);
  return {
    shown,
    failure,
    loadMore,
    reload,
    change,
    seen: useCallback((ids: readonly number[]) => {
      visible.current = ids;
    }, []),
  };
}

function shownOf({ page, facets, tabs }: PairList): Shown {
  return {
    rows: page.rows,
    nextCursor: page.nextCursor,
    facets,
    tabs,
    added: 0,
    since: youngest(page.rows),
  };
}

function youngest(rows: readonly PairRow[]): number {
  return Math.max(0, ...rows.map((row) => row.id));
}

function appended(before: Shown, page: PairPage): Shown {
  const known = new Set(before.rows.map((row) => row.id));
  const fresh = page.rows.filter((row) => !known.has(row.id));
  return { ...before, rows: [...before.rows, ...fresh], nextCursor: page.nextCursor };
}

function replaced(rows: readonly PairRow[], changed: readonly PairRow[]): readonly PairRow[] {
  const byId = new Map(changed.map((row) => [row.id, row]));
  return rows.map((row) => byId.get(row.id) ?? row);
}

/** Gathers what changed and reads it in one request at a time; null stands for everything on screen. */
function useChangedRows(
  read: (ids: readonly number[] | null) => Promise<void>,
  rows: readonly PairRow[],
): void {
  const latest = useRef({ read, rows });
  useEffect(() => {
    latest.current = { read, rows };
  });
  const waiting = useRef<Set<number> | null>(new Set());
  const refresher = useMemo(() => {
    const made = createRefresher(() => {
      const ids = waiting.current === null ? null : [...waiting.current];
      waiting.current = new Set();
      void latest.current.read(ids).finally(() => made.settle());
    });
    return made;
  }, []);
  useEffect(() => () => refresher.stop(), [refresher]);
  useLive(["pair", "entry"], (changes) => {
    const ids = changedIds(changes, latest.current.rows);
    if (ids === null) waiting.current = null;
    else for (const id of ids) waiting.current?.add(id);
    refresher.ask();
  });
}

/** Which loaded lines the changes are about; null: any. */
function changedIds(
  changes: readonly Change[] | null,
  rows: readonly PairRow[],
): readonly number[] | null {
  if (changes === null || changes.some((change) => change.id === undefined)) return null;
  const pairs = new Set(changes.flatMap(({ topic, id }) => (topic === "pair" && id ? [id] : [])));
  const entries = new Set(
    changes.flatMap(({ topic, id }) => (topic === "entry" && id ? [id] : [])),
  );
  return rows
    .filter((row) => pairs.has(row.id) || (row.entryId !== null && entries.has(row.entryId)))
    .map((row) => row.id);
}

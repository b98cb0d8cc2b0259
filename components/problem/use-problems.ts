"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLive } from "#components/shell/live.tsx";
import { createRefresher } from "#components/shell/refresher.ts";
import {
  type ProblemCounts,
  type ProblemFilter,
  type ProblemList,
  problemListSchema,
} from "#lib/problem/schema.ts";
import { appendPage, type LoadedRows, replacePage } from "./merge-rows.ts";
import { filterQuery } from "./problem-filter.ts";

const pageRows = 100;
const renewedRows = 200;

interface ProblemSource {
  readonly projectId: number;
  readonly filter: ProblemFilter;
  readonly initial: ProblemList;
}

interface Shown extends LoadedRows {
  readonly counts: ProblemCounts;
  readonly matching: number;
}

/** The list's rows and counts: more on demand, and what is on screen read anew after a change, in one request. */
export function useProblems({ projectId, filter, initial }: ProblemSource) {
  const [shown, setShown] = useShown(filter, initial);
  const [isFailed, setFailed] = useState(false);
  const isLoading = useRef(false);
  const firstVisible = useRef(0);

  const read = useCallback(
    async (after: number, limit: number): Promise<ProblemList | null> => {
      const list = await readList(projectId, filter, after, limit);
      setFailed(list === null);
      return list;
    },
    [filter, projectId],
  );

  const loadMore = useCallback(async () => {
    if (shown.next === null || isLoading.current) return;
    isLoading.current = true;
    const list = await read(shown.next, pageRows);
    if (list) setShown((before) => ({ ...before, ...appendPage(before, list.page) }));
    isLoading.current = false;
  }, [shown.next, read, setShown]);

  const renew = useRenewal(async () => {
    const after = firstVisible.current;
    const list = await read(after, renewedRows);
    if (!list) return;
    const { counts, matching } = list;
    setShown((before) => ({ ...replacePage(before, list.page, after), counts, matching }));
  });
  useLive(["problem", "pair", "project"], renew);

  return {
    loaded: shown,
    isFailed,
    loadMore,
    renew,
    /** The list tells which ordinal stands just above what is seen. */
    seen: useCallback((ordinal: number) => {
      firstVisible.current = ordinal;
    }, []),
  };
}

/** Starts over with another filter; a refresh of the page leaves the list, its scroll and its loaded rows alone. */
function useShown(filter: ProblemFilter, initial: ProblemList) {
  const key = filterQuery(filter).toString();
  const [held, setHeld] = useState({ key, shown: shownOf(initial) });
  if (held.key !== key) setHeld({ key, shown: shownOf(initial) });
  const set = useCallback((change: (before: Shown) => Shown) => {
    setHeld((before) => ({ ...before, shown: change(before.shown) }));
  }, []);
  return [held.key === key ? held.shown : shownOf(initial), set] as const;
}

function shownOf({ page, counts, matching }: ProblemList): Shown {
  return { ...page, counts, matching };
}

/** Folds wishes for new data into few reads. */
function useRenewal(read: () => Promise<void>): () => void {
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  const refresher = useMemo(() => {
    const made = createRefresher(() => void latest.current().finally(() => made.settle()));
    return made;
  }, []);
  useEffect(() => () => refresher.stop(), [refresher]);
  return refresher.ask;
}

async function readList(
  projectId: number,
  filter: ProblemFilter,
  after: number,
  limit: number,
): Promise<ProblemList | null> {
  const query = filterQuery(filter);
  query.set("after", String(after));
  query.set("limit", String(limit));
  try {
    const response = await fetch(`/api/projects/${projectId}/problems?${query}`);
    return response.ok ? problemListSchema.parse(await response.json()) : null;
  } catch {
    return null;
  }
}

"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLive } from "#components/shell/live.tsx";
import { createRefresher } from "#components/shell/refresher.ts";
import { pairPageLimit } from "#lib/pair/schema.ts";
import { attemptQuery } from "#lib/trajectory/attempt-url.ts";
import {
  type AttemptFilters,
  type AttemptPage,
  attemptPageSchema,
} from "#lib/trajectory/schema.ts";
import { readJson } from "./read-json.ts";

/** Single trajectories, more on demand. What came since is only announced: new rows never push the others. */
export function useAttempts(projectId: number, filters: AttemptFilters, initial: AttemptPage) {
  const [page, setPage] = useState(initial);
  const [hasNew, setHasNew] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const isLoading = useRef(false);
  const base = `/api/projects/${projectId}/attempts?${attemptQuery(filters)}`;

  const loadMore = useCallback(async () => {
    if (page.nextCursor === null || isLoading.current) return;
    isLoading.current = true;
    const cursor = encodeURIComponent(page.nextCursor);
    const read = await readJson(
      `${base}&limit=${pairPageLimit}&cursor=${cursor}`,
      attemptPageSchema,
    );
    isLoading.current = false;
    setFailure(read.ok ? null : read.message);
    if (!read.ok) return;
    setPage((before) => ({
      rows: [...before.rows, ...read.data.rows],
      nextCursor: read.data.nextCursor,
    }));
  }, [page.nextCursor, base]);

  const reload = useCallback(async () => {
    const read = await readJson(`${base}&limit=${pairPageLimit}`, attemptPageSchema);
    setFailure(read.ok ? null : read.message);
    if (!read.ok) return;
    setPage(read.data);
    setHasNew(false);
  }, [base]);

  const newest = page.rows[0]?.id ?? 0;
  useNews(async () => {
    const read = await readJson(`${base}&limit=1`, attemptPageSchema);
    const isNewer = read.ok && (read.data.rows[0]?.id ?? 0) > newest;
    if (!isNewer) return;
    if (newest === 0) await reload();
    else setHasNew(true);
  });
  return { page, failure, hasNew, loadMore, reload };
}

/** Calls `look` after something happened to pairs, a burst at a time. */
function useNews(look: () => Promise<void>): void {
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
  const refresher = useMemo(() => {
    const made = createRefresher(() => void latest.current().finally(() => made.settle()));
    return made;
  }, []);
  useEffect(() => () => refresher.stop(), [refresher]);
  useLive(["pair", "run"], refresher.ask);
}

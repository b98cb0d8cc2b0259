"use client";

import { useCallback, useRef, useState } from "react";
import { pairPageLimit } from "#lib/pair/schema.ts";
import { attemptQuery } from "#lib/trajectory/attempt-url.ts";
import {
  type AttemptFilters,
  type AttemptPage,
  attemptPageSchema,
} from "#lib/trajectory/schema.ts";
import { readJson } from "./read-json.ts";

/** Single trajectories, more on demand. They never change, so nothing is read twice. */
export function useAttempts(projectId: number, filters: AttemptFilters, initial: AttemptPage) {
  const [page, setPage] = useState(initial);
  const [failure, setFailure] = useState<string | null>(null);
  const isLoading = useRef(false);
  const loadMore = useCallback(async () => {
    if (page.nextCursor === null || isLoading.current) return;
    isLoading.current = true;
    const cursor = encodeURIComponent(page.nextCursor);
    const path = `/api/projects/${projectId}/attempts?${attemptQuery(filters)}&limit=${pairPageLimit}&cursor=${cursor}`;
    const read = await readJson(path, attemptPageSchema);
    isLoading.current = false;
    setFailure(read.ok ? null : read.message);
    if (!read.ok) return;
    setPage((before) => ({
      rows: [...before.rows, ...read.data.rows],
      nextCursor: read.data.nextCursor,
    }));
  }, [page.nextCursor, projectId, filters]);
  return { page, failure, loadMore };
}

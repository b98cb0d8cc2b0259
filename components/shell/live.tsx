"use client";

import { useParams, useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  useTransition,
} from "react";
import type { Change, Topic } from "#lib/event/schema.ts";
import { createLiveStore, type LiveState, type LiveStore } from "./live-store.ts";
import { createRefresher } from "./refresher.ts";
import type { ShellStatus } from "./shell-status.ts";

const LiveContext = createContext<LiveStore | null>(null);

interface LiveProviderProps {
  /** Events the server had seen when it rendered this page. */
  readonly cursor: number | null;
  readonly status: ShellStatus;
  readonly children: ReactNode;
}

/** One EventSource for the tab, only while it is visible. */
export function LiveProvider({ cursor, status, children }: LiveProviderProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first render's values start the store
  const store = useMemo(() => createLiveStore({ cursor, status }), []);
  const projectId = useProjectId();
  useEffect(() => store.follow(projectId), [store, projectId]);
  return <LiveContext value={store}>{children}</LiveContext>;
}

/** The project whose page this is, from the address. */
export function useProjectId(): number | null {
  const params = useParams<{ projectId?: string }>();
  const id = Number(params.projectId);
  return Number.isInteger(id) && id > 0 ? id : null;
}

function useStore(): LiveStore {
  const store = useContext(LiveContext);
  if (!store) throw new Error("LiveProvider is missing above this component");
  return store;
}

/** Calls `onChange` with what changed in these topics; `null` when anything may have changed (after a lost connection). */
export function useLive(
  topics: readonly Topic[],
  onChange: (changes: readonly Change[] | null) => void,
): void {
  const store = useStore();
  const latest = useRef({ topics, onChange });
  useEffect(() => {
    latest.current = { topics, onChange };
  });
  useEffect(
    () =>
      store.subscribe((changes) => {
        if (changes === null) return latest.current.onChange(null);
        const wanted = changes.filter((change) => latest.current.topics.includes(change.topic));
        if (wanted.length > 0) latest.current.onChange(wanted);
      }),
    [store],
  );
}

interface LiveRefreshProps {
  readonly topics: readonly Topic[];
  /** Only changes of this row. */
  readonly id?: number;
}

/** Renders the page's server components again when these topics change: one request for a burst, never two at a time. */
export function LiveRefresh({ topics, id }: LiveRefreshProps) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const refresher = useMemo(() => createRefresher(() => start(() => router.refresh())), [router]);
  useEffect(() => {
    if (!isPending) refresher.settle();
  }, [isPending, refresher]);
  useEffect(() => () => refresher.stop(), [refresher]);
  useLive(topics, (changes) => {
    const isOther = changes?.every(
      (change) => change.id !== undefined && id !== undefined && change.id !== id,
    );
    if (!isOther) refresher.ask();
  });
  return null;
}

/** Is the connection there, and when was the last sign of life. */
export function useLiveState(): LiveState {
  const store = useStore();
  return useSyncExternalStore(store.subscribeToState, store.state, store.initialState);
}

/** Gives the sidebar the figures of the page's own rendering; the connection keeps them fresh. */
export function SeedCounts({ counts }: { readonly counts: NonNullable<ShellStatus["counts"]> }) {
  const store = useStore();
  useLayoutEffect(() => store.seedCounts(counts), [store, counts]);
  return null;
}

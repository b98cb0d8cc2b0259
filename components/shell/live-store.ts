import { z } from "zod";
import { type Change, changeSchema } from "#lib/event/schema.ts";
import { type ShellStatus, shellStatusSchema } from "./shell-status.ts";

export interface LiveState {
  /** `lost` says so on the page; `connecting` and `hidden` keep quiet. */
  readonly link: "connecting" | "live" | "lost" | "hidden";
  readonly lastSeenAt: number;
  readonly status: ShellStatus;
}

type Listener = (changes: readonly Change[] | null) => void;

export interface LiveStore {
  /** Keeps the connection to this project's events; returns how to let go. */
  readonly follow: (projectId: number | null) => () => void;
  readonly subscribe: (listener: Listener) => () => void;
  readonly subscribeToState: (listener: () => void) => () => void;
  readonly state: () => LiveState;
  readonly initialState: () => LiveState;
  /** The figures a page was rendered with, until events bring newer ones. */
  readonly seedCounts: (counts: ShellStatus["counts"]) => void;
}

const snapshotSchema = z.object({
  cursor: z.int().nullable(),
  status: shellStatusSchema.nullable(),
});
const changeEventSchema = snapshotSchema.extend({
  changes: z.array(changeSchema),
  isResync: z.boolean(),
});

/** Silence this long means that the connection is gone, whatever the browser says: the server beats every 10 s. */
const silenceMs = 25_000;

interface Start {
  readonly cursor: number | null;
  readonly status: ShellStatus;
}

export function createLiveStore(start: Start): LiveStore {
  const listeners = new Set<Listener>();
  const stateListeners = new Set<() => void>();
  const initial: LiveState = { link: "connecting", lastSeenAt: Date.now(), status: start.status };
  let state = initial;
  let cursor = start.cursor;

  const change = (next: Partial<LiveState>) => {
    state = { ...state, ...next };
    for (const listener of stateListeners) listener();
  };
  const tell = (changes: readonly Change[] | null) => {
    for (const listener of listeners) listener(changes);
  };
  const seen = (snapshot: z.infer<typeof snapshotSchema>) => {
    cursor = snapshot.cursor;
    change({
      link: "live",
      lastSeenAt: Date.now(),
      ...(snapshot.status ? { status: snapshot.status } : {}),
    });
  };

  const connect = (projectId: number | null) => {
    const source = new EventSource(
      `/api/events${projectId === null ? "" : `?project=${projectId}`}`,
    );
    source.addEventListener("hello", (event) => {
      const snapshot = snapshotSchema.parse(JSON.parse(event.data));
      // What happened between rendering and now, or while the connection was gone, is read in one go.
      const isMissing = cursor === null || snapshot.cursor !== cursor;
      seen(snapshot);
      if (isMissing) tell(null);
    });
    source.addEventListener("change", (event) => {
      const { changes, isResync, ...snapshot } = changeEventSchema.parse(JSON.parse(event.data));
      seen(snapshot);
      tell(isResync ? null : changes);
    });
    source.addEventListener("beat", () => change({ link: "live", lastSeenAt: Date.now() }));
    source.addEventListener("error", () => change({ link: "lost" }));
    return source;
  };

  return {
    follow: (projectId) =>
      followWhileVisible(
        () => connect(projectId),
        change,
        () => state.lastSeenAt,
      ),
    subscribe: (listener) => subscribeTo(listeners, listener),
    subscribeToState: (listener) => subscribeTo(stateListeners, listener),
    state: () => state,
    initialState: () => initial,
    seedCounts: (counts) => change({ status: { ...state.status, counts } }),
  };
}

function subscribeTo<Listener>(set: Set<Listener>, listener: Listener): () => void {
  set.add(listener);
  return () => set.delete(listener);
}

function followWhileVisible(
  connect: () => EventSource,
  change: (next: Partial<LiveState>) => void,
  lastSeenAt: () => number,
): () => void {
  let source: EventSource | null = null;
  const sync = () => {
    const isVisible = document.visibilityState === "visible";
    if (isVisible && !source) {
      change({ link: "connecting", lastSeenAt: Date.now() });
      source = connect();
    }
    if (!isVisible && source) {
      source.close();
      source = null;
      change({ link: "hidden" });
    }
  };
  const watch = setInterval(() => {
    const isSilent = source !== null && Date.now() - lastSeenAt() > silenceMs;
    // A browser gives up for good on some answers; a new connection then.
    if (isSilent || source?.readyState === EventSource.CLOSED) {
      source?.close();
      change({ link: "lost" });
      source = connect();
    }
  }, 5_000);
  document.addEventListener("visibilitychange", sync);
  sync();
  return () => {
    clearInterval(watch);
    document.removeEventListener("visibilitychange", sync);
    source?.close();
  };
}

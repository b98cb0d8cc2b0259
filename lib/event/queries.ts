import { listen, type StudioEvent } from "#lib/adapters/db/events.ts";
import type { Actor } from "#lib/member/actor.ts";

/** `resync`: events may have been missed, read everything again. */
export type Announcement = StudioEvent | "resync";
type Listener = (announcement: Announcement) => void;

interface Hub {
  readonly listeners: Set<Listener>;
  /** Events seen by this process; a page compares it with the one it was rendered at. */
  cursor: number;
  isListening: boolean;
  isConnecting: boolean;
}

const retryMs = 2_000;

// One connection a process: Next evaluates modules more than once.
const held = globalThis as { studioEvents?: Hub };

function hub(): Hub {
  held.studioEvents ??= {
    listeners: new Set(),
    cursor: Date.now(),
    isListening: false,
    isConnecting: false,
  };
  if (!(held.studioEvents.isListening || held.studioEvents.isConnecting))
    void connect(held.studioEvents);
  return held.studioEvents;
}

async function connect(target: Hub): Promise<void> {
  target.isConnecting = true;
  let connection: Awaited<ReturnType<typeof listen>> | undefined;
  try {
    connection = await listen(
      (event) => announce(target, event),
      () => {
        if (!target.isListening) return;
        target.isListening = false;
        // The dead client holds a socket until it is ended.
        void connection?.stop().catch(() => undefined);
        reconnectLater(target);
      },
    );
    target.isListening = true;
    announce(target, "resync");
  } catch {
    reconnectLater(target);
  } finally {
    target.isConnecting = false;
  }
}

function reconnectLater(target: Hub): void {
  setTimeout(() => {
    if (!(target.isListening || target.isConnecting)) void connect(target);
  }, retryMs).unref();
}

function announce(target: Hub, announcement: Announcement): void {
  target.cursor += 1;
  for (const listener of target.listeners) listener(announcement);
}

/** Calls `listener` for every change until the returned function is called; one database connection serves all. */
export function subscribeToEvents(_actor: Actor, listener: Listener): () => void {
  const target = hub();
  target.listeners.add(listener);
  return () => target.listeners.delete(listener);
}

/** How many events this process has seen; null while it cannot know. */
export function eventCursor(_actor: Actor): number | null {
  const target = hub();
  return target.isListening ? target.cursor : null;
}

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Change } from "#lib/event/schema.ts";
import { createLiveStore } from "./live-store.ts";
import type { ShellStatus } from "./shell-status.ts";

const status: ShellStatus = {
  running: {
    runs: 0,
    paused: 0,
    done: 0,
    total: 0,
    secondsLeft: null,
    projectId: null,
    runId: null,
  },
  counts: null,
  health: "good",
};

/** Stands for the browser's class: tests say what the server sends. */
class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static readonly all: FakeEventSource[] = [];
  readonly url: string;
  readyState = 1;
  constructor(url: string) {
    super();
    this.url = url;
    FakeEventSource.all.push(this);
  }
  close() {
    this.readyState = FakeEventSource.CLOSED;
  }
  send(name: string, data: object) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

const leaves: (() => void)[] = [];
const page = Object.assign(new EventTarget(), { visibilityState: "visible" });

beforeEach(() => {
  vi.useFakeTimers();
  FakeEventSource.all.length = 0;
  page.visibilityState = "visible";
  vi.stubGlobal("EventSource", FakeEventSource);
  vi.stubGlobal("document", page);
});
afterEach(() => {
  for (const leave of leaves.splice(0)) leave();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(cursor: number | null, projectId: number | null = 4) {
  const store = createLiveStore({ cursor, status });
  const heard: (readonly Change[] | null)[] = [];
  store.subscribe((changes) => heard.push(changes));
  const leave = store.follow(projectId);
  leaves.push(leave);
  const source = FakeEventSource.all[0];
  if (!source) throw new Error("no connection was opened");
  return { store, heard, leave, source };
}

it("asks for one project's events and tells what changed", () => {
  const { store, heard, source } = open(10);
  expect(source.url).toBe("/api/events?project=4");
  source.send("hello", { cursor: 10, status });
  source.send("change", {
    cursor: 11,
    status,
    isResync: false,
    changes: [{ topic: "pair", id: 7 }],
  });
  expect(heard).toEqual([[{ topic: "pair", id: 7 }]]);
  expect(store.state().link).toBe("live");
});

it("reads everything again when events happened before the connection stood", () => {
  const { heard, source } = open(10);
  source.send("hello", { cursor: 12, status });
  expect(heard).toEqual([null]);
});

it("reads everything again when the server itself may have missed some", () => {
  const { heard, source } = open(10);
  source.send("hello", { cursor: 10, status });
  source.send("change", { cursor: 11, status, isResync: true, changes: [] });
  expect(heard).toEqual([null]);
});

it("keeps the last figures while the database is away", () => {
  const { store, source } = open(10);
  const newer = { ...status, health: "bad" as const };
  source.send("hello", { cursor: 10, status: newer });
  source.send("change", { cursor: 11, status: null, isResync: false, changes: [] });
  expect(store.state().status).toEqual(newer);
});

it("listens only while the page is visible", () => {
  const { store, source } = open(10);
  page.visibilityState = "hidden";
  page.dispatchEvent(new Event("visibilitychange"));
  expect(source.readyState).toBe(FakeEventSource.CLOSED);
  expect(store.state().link).toBe("hidden");
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  expect(FakeEventSource.all).toHaveLength(2);
});

it("calls silence a lost connection and tries again", () => {
  const { store, leave } = open(10);
  vi.advanceTimersByTime(30_000);
  expect(store.state().link).toBe("lost");
  expect(FakeEventSource.all.length).toBeGreaterThan(1);
  leave();
  expect(FakeEventSource.all.at(-1)?.readyState).toBe(FakeEventSource.CLOSED);
});

it("shows the figures a page was rendered with at once", () => {
  const { store } = open(10);
  const counts = { problems: 1, pairs: 2, datasets: 0, policies: 2, transitions: 5 };
  store.seedCounts(counts);
  expect(store.state().status.counts).toEqual(counts);
});

import type { RunStatus } from "../status.ts";

export const runKinds = ["teach", "distill", "benchmark", "training", "export", "import"] as const;
export type RunKind = (typeof runKinds)[number];

/** A run as every page shows it. */
export interface RunProgress {
  readonly id: number;
  readonly projectId: number;
  readonly projectName: string;
  readonly kind: RunKind;
  readonly status: RunStatus;
  readonly reason: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly tokens: number;
  /** Millionths of `currency`. */
  readonly costMicros: number;
  readonly currency: string;
  /** Null until something is done. */
  readonly perMinute: number | null;
  readonly secondsLeft: number | null;
  /** Seconds of work so far, pauses left out. */
  readonly activeSeconds: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** What may be done with a run now; the buttons of every page come from here. */
export interface RunPowers {
  readonly canPause: boolean;
  readonly canResume: boolean;
  readonly canCancel: boolean;
  readonly canRetry: boolean;
}

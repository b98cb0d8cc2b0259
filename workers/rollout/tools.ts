import type { ToolRun } from "#lib/trajectory/schema.ts";

/** One trajectory's tool session: variables and files stay from block to block. */
export interface ToolSession {
  readonly run: (code: string, options: { readonly timeoutMs: number }) => Promise<ToolRun>;
  readonly close: () => Promise<void>;
}

/** Where sessions come from; the seed fixes its random draws. Rejects with `Unavailable` while tool runs are off. */
export interface Tools {
  readonly openSession: (seed: number) => Promise<ToolSession>;
}

"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionFailure, ActionResult } from "#components/shell/action-result.ts";
import { useLive } from "#components/shell/live.tsx";
import type { BalancePreview } from "#lib/balance/schema.ts";
import type { BalanceRule } from "#lib/method/balance/schema.ts";

const debounceMs = 200;
const liveMs = 1000;

export interface LivePreview {
  readonly preview: BalancePreview;
  /** A newer preview is on its way; the old numbers stay meanwhile. */
  readonly isStale: boolean;
  readonly failure: ActionFailure | null;
}

/** The preview of `rule`: asked for again when the rule changes or entries do; one request at a time, the newest wins. */
export function usePreview(
  rule: BalanceRule | null,
  first: BalancePreview,
  ask: (rule: BalanceRule) => Promise<ActionResult<BalancePreview>>,
): LivePreview {
  const [state, setState] = useState<LivePreview>({
    preview: first,
    isStale: false,
    failure: null,
  });
  const key = rule === null ? null : JSON.stringify(rule);
  const shown = useRef(key);
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refresh = useCallback(
    (waitMs: number) => {
      if (rule === null) return;
      clearTimeout(timer.current);
      turn.current += 1;
      const mine = turn.current;
      setState((before) => ({ ...before, isStale: true }));
      timer.current = setTimeout(async () => {
        const result = await ask(rule).catch((): null => null);
        if (mine !== turn.current) return;
        setState((before) => {
          if (result === null) return { ...before, isStale: false };
          return result.ok
            ? { preview: result.data, isStale: false, failure: null }
            : { ...before, isStale: false, failure: result };
        });
      }, waitMs);
    },
    [rule, ask],
  );
  useEffect(() => {
    if (key === null || key === shown.current) return;
    shown.current = key;
    refresh(debounceMs);
  }, [key, refresh]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive(["pair", "entry", "problem"], () => refresh(liveMs));
  return state;
}

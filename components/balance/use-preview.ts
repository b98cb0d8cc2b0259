"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionFailure, ActionResult } from "#components/shell/action-result.ts";
import { useLive } from "#components/shell/live.tsx";
import type { BalancePreview } from "#lib/balance/schema.ts";
import type { BalanceRule } from "#lib/method/balance/schema.ts";

const debounceMs = 200;
const liveMs = 1500;

export interface LivePreview {
  readonly preview: BalancePreview;
  /** A newer preview is on its way because the rule changed; the old numbers stay meanwhile. */
  readonly isStale: boolean;
  readonly failure: ActionFailure | null;
}

/** The preview of `rule`: asked for again when the rule changes or entries do; the newest answer wins. */
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
  const latest = useRef({ rule, ask });
  const turn = useRef(0);
  useEffect(() => {
    latest.current = { rule, ask };
  });
  const refresh = useCallback(async () => {
    const wanted = latest.current;
    if (wanted.rule === null) return;
    turn.current += 1;
    const mine = turn.current;
    const result = await wanted.ask(wanted.rule).catch((): null => null);
    if (mine !== turn.current) return;
    setState((before) => after(before, result));
  }, []);
  const wait = useCallback(() => setState((before) => ({ ...before, isStale: true })), []);
  useOnRuleChange(rule, wait, refresh);
  useOnLive(refresh);
  return state;
}

function after(before: LivePreview, result: ActionResult<BalancePreview> | null): LivePreview {
  if (result === null) return { ...before, isStale: false };
  if (result.ok) return { preview: result.data, isStale: false, failure: null };
  return { ...before, isStale: false, failure: result };
}

function useOnRuleChange(
  rule: BalanceRule | null,
  onWait: () => void,
  refresh: () => Promise<void>,
): void {
  const key = rule === null ? null : JSON.stringify(rule);
  const shown = useRef(key);
  useEffect(() => {
    if (key === null || key === shown.current) return;
    onWait();
    const timer = setTimeout(() => {
      shown.current = key;
      void refresh();
    }, debounceMs);
    return () => clearTimeout(timer);
  }, [key, onWait, refresh]);
}

/** A burst of events costs one request; a steady stream of them one every `liveMs`. */
function useOnLive(refresh: () => Promise<void>): void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useLive(["pair", "entry", "problem"], () => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      void refresh();
    }, liveMs);
  });
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
}

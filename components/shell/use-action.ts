"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState, useTransition } from "react";
import type { ActionFailure, ActionResult } from "./action-result.ts";

/** Runs a server action: `pending` while it is under way, `failure` until the next try. */
export function useAction<Args extends unknown[], Data>(
  action: (...args: Args) => Promise<ActionResult<Data>>,
  onDone?: (data: Data) => void,
) {
  const t = useTranslations("shell");
  const [pending, start] = useTransition();
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const run = useCallback(
    (...args: Args) => {
      setFailure(null);
      start(async () => {
        const result = await attempt(() => action(...args), t("unreachable"));
        if (result.ok) onDone?.(result.data);
        else setFailure(result);
      });
    },
    [action, onDone, t],
  );
  return { run, pending, failure, dismiss: () => setFailure(null) };
}

/** A dropped connection is an answer too: what was typed must stay on the screen. */
async function attempt<Data>(
  call: () => Promise<ActionResult<Data>>,
  message: string,
): Promise<ActionResult<Data>> {
  try {
    return await call();
  } catch {
    return { ok: false, code: "unavailable", message, fields: {} };
  }
}

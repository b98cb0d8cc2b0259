"use client";

import { useEffect, useState } from "react";
import type { EntryPreview, PreviewRequest } from "#lib/entry/editor/schema.ts";

const settleMs = 150;

interface LivePreview {
  readonly preview: EntryPreview;
  /** The preview shown is of an older text; a newer one is on its way. */
  readonly isBehind: boolean;
  readonly failure: string | null;
}

/** The server's view of the draft: asked for when typing rests, the older question cancelled, old colours stay meanwhile. */
export function usePreview(url: string, draft: PreviewRequest, saved: EntryPreview): LivePreview {
  const [shown, setShown] = useState({ key: keyOf(draft), preview: saved });
  const [failure, setFailure] = useState<string | null>(null);
  const { text, placement } = draft;
  const key = keyOf(draft);

  useEffect(() => {
    if (shown.key === keyOf({ text, placement })) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const preview = await ask(url, { text, placement }, abort.signal);
        setShown({ key: keyOf({ text, placement }), preview });
        setFailure(null);
      } catch (error) {
        if (!abort.signal.aborted)
          setFailure(error instanceof Error ? error.message : String(error));
      }
    }, settleMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [url, text, placement, shown.key]);

  return { preview: shown.preview, isBehind: shown.key !== key, failure };
}

function keyOf({ text, placement }: PreviewRequest): string {
  return `${placement}\u0000${text}`;
}

async function ask(url: string, draft: PreviewRequest, signal: AbortSignal): Promise<EntryPreview> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(draft),
    signal,
  });
  if (!response.ok) {
    const body: { message?: string } = await response.json().catch(() => ({}));
    throw new Error(body.message ?? `HTTP ${response.status}`);
  }
  return response.json();
}

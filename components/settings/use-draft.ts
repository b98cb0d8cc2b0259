"use client";

import { useState } from "react";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";

/** What is typed and what was last saved. Live refreshes never touch the draft. */
export function useDraft<Draft extends object, Data>(
  initial: Draft,
  save: (draft: Draft) => Promise<ActionResult<Data>>,
  onDone?: (data: Data) => void,
) {
  const [draft, setDraft] = useState(initial);
  const [saved, setSaved] = useState(initial);
  const [isSaved, setIsSaved] = useState(false);
  const { run, pending, failure } = useAction(save, (data) => {
    setSaved(draft);
    setIsSaved(true);
    onDone?.(data);
  });
  return {
    draft,
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    section: {
      isDirty: JSON.stringify(draft) !== JSON.stringify(saved),
      isSaved,
      pending,
      failure,
      onSave: () => run(draft),
    },
  };
}

"use client";

import { useCallback, useEffect, useState } from "react";
import type { EditorRevision } from "#lib/entry/editor/schema.ts";
import type { Placement } from "#lib/method/splice/schema.ts";
import { dropDraft, keepDraft, readDraft, type StoredDraft } from "./draft-store.ts";

export interface Draft {
  readonly text: string;
  readonly placement: Placement;
  /** The template whose text stands unchanged; null once it was typed in. */
  readonly templateId: number | null;
  readonly reason: string;
}

export interface KeptDraft {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly isDirty: boolean;
  /** When the draft was last kept on this device; null: nothing to keep, or it could not be. */
  readonly keptAt: number | null;
  /** A draft of an earlier visit, brought back; says on which revision it was based. */
  readonly recovered: StoredDraft | null;
  /** Goes back to the saved text and forgets the draft. */
  readonly discard: () => void;
  /** Forgets the stored draft after a save. */
  readonly forget: () => void;
}

function draftOf(revision: EditorRevision): Draft {
  const { text, placement, templateId } = revision;
  return { text, placement, templateId, reason: "" };
}

/** What a person types, kept on this device with every change until it is saved or discarded. */
export function useDraft(entryId: number, revision: EditorRevision): KeptDraft {
  const [draft, setDraft] = useState<Draft>(() => draftOf(revision));
  const [recovered, setRecovered] = useState<StoredDraft | null>(null);
  const [keptAt, setKeptAt] = useState<number | null>(null);

  useEffect(() => {
    const stored = readDraft(entryId);
    if (
      stored === null ||
      (stored.text === revision.text && stored.placement === revision.placement)
    )
      return;
    setRecovered(stored);
    setDraft({
      text: stored.text,
      placement: stored.placement,
      templateId: stored.templateId,
      reason: stored.reason,
    });
    setKeptAt(stored.at);
  }, [entryId, revision.text, revision.placement]);

  const change = useCallback(
    (part: Partial<Draft>) => {
      setDraft((before) => {
        const after = { ...before, ...part };
        const at = Date.now();
        const isKept = keepDraft(entryId, { ...after, baseId: revision.id, baseN: revision.n, at });
        setKeptAt(isKept ? at : null);
        return after;
      });
    },
    [entryId, revision.id, revision.n],
  );

  const forget = useCallback(() => {
    dropDraft(entryId);
    setKeptAt(null);
    setRecovered(null);
  }, [entryId]);

  const discard = useCallback(() => {
    forget();
    setDraft(draftOf(revision));
  }, [forget, revision]);

  const isDirty = draft.text !== revision.text || draft.placement !== revision.placement;
  return { draft, change, isDirty, keptAt, recovered, discard, forget };
}

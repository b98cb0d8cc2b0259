"use client";

import { useCallback, useRef, useState } from "react";
import type { PairRow } from "#lib/pair/schema.ts";
import type { Verdict } from "#lib/verdict/schema.ts";
import type { PairActions } from "./pair-actions.ts";

interface Judging {
  readonly actions: PairActions;
  readonly rows: readonly PairRow[];
  readonly onChange: (id: number, next: Partial<PairRow>) => void;
  /** A decision elsewhere in the list was taken back: show it. */
  readonly onShow: (id: number) => void;
}

/** Verdicts from the list. Undo takes back the last decision made here, else the newest one of the line. */
export function useJudging({ actions, rows, onChange, onShow }: Judging) {
  const [failure, setFailure] = useState<string | null>(null);
  const decided = useRef<number[]>([]);

  const judge = useCallback(
    async (row: PairRow | undefined, value: Verdict) => {
      if (!row || row.entryId === null || row.revisionId === null) return;
      const result = await actions.judge(row.entryId, row.revisionId, value);
      setFailure(result.ok ? null : result.message);
      if (!result.ok) return;
      decided.current.push(row.id);
      onChange(row.id, { verdict: result.data.value });
    },
    [actions, onChange],
  );

  const undo = useCallback(
    async (row: PairRow | undefined) => {
      const id = decided.current.pop() ?? row?.id;
      const target = rows.find((candidate) => candidate.id === id);
      if (!target || target.entryId === null) return;
      const result = await actions.undo(target.entryId);
      setFailure(result.ok ? null : result.message);
      if (!result.ok) return;
      onChange(target.id, { verdict: result.data.value });
      onShow(target.id);
    },
    [actions, rows, onChange, onShow],
  );
  return { judge, undo, failure, dismiss: () => setFailure(null) };
}

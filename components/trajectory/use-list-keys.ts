"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useCallback, useState } from "react";
import { useShortcuts } from "#components/shell/keyboard.tsx";
import { useGo } from "#components/shell/use-go.ts";
import type { PairRow } from "#lib/pair/schema.ts";
import { leaveControl } from "./leave-control.ts";
import type { PairActions } from "./pair-actions.ts";
import type { TableHandle } from "./pair-table.tsx";
import { useJudging } from "./use-judging.ts";
import type { usePairs } from "./use-pairs.ts";

interface ListKeys {
  readonly pairs: ReturnType<typeof usePairs>;
  readonly actions: PairActions;
  readonly hrefOf: (row: PairRow) => string;
  readonly handle: RefObject<TableHandle | null>;
  readonly search: RefObject<HTMLInputElement | null>;
}

/** The cursor line and every key that acts on it. −1: no line yet. */
export function useListKeys({ pairs, actions, hrefOf, handle, search }: ListKeys) {
  const t = useTranslations("trajectories.key");
  const go = useGo();
  const { rows, nextCursor } = pairs.shown;
  const [cursor, setCursor] = useState(-1);
  const row = rows[cursor];
  const moveTo = useCallback(
    (index: number) => {
      const at = Math.max(0, Math.min(rows.length - 1, index));
      setCursor(at);
      leaveControl();
      handle.current?.scrollTo(at);
    },
    [rows.length, handle],
  );
  const judging = useJudging({
    actions,
    rows,
    onChange: pairs.change,
    onShow: (id) => moveTo(rows.findIndex((candidate) => candidate.id === id)),
  });
  const toEnd = async () => {
    if (nextCursor !== null) await pairs.loadMore();
    moveTo(rows.length - 1);
  };
  const list = t("group.list");
  const verdict = t("group.verdict");
  const hasRow = row !== undefined;
  const isEntry = row?.entryId != null && row.verdict !== null;
  useShortcuts([
    { keys: "j", label: t("next"), group: list, run: () => moveTo(cursor + 1) },
    { keys: "k", label: t("previous"), group: list, run: () => moveTo(cursor - 1) },
    { keys: "ArrowDown", label: t("next"), group: list, run: () => moveTo(cursor + 1) },
    { keys: "ArrowUp", label: t("previous"), group: list, run: () => moveTo(cursor - 1) },
    { keys: "Home", label: t("first"), group: list, run: () => moveTo(0) },
    { keys: "End", label: t("last"), group: list, run: () => void toEnd() },
    {
      keys: "Enter",
      label: t("open"),
      group: list,
      enabled: hasRow,
      run: () => row && go(hrefOf(row)),
    },
    { keys: "/", label: t("search"), group: list, run: () => search.current?.focus() },
    {
      keys: "a",
      label: t("accept"),
      group: verdict,
      enabled: isEntry,
      run: () => void judging.judge(row, "accepted"),
    },
    {
      keys: "x",
      label: t("reject"),
      group: verdict,
      enabled: isEntry,
      run: () => void judging.judge(row, "rejected"),
    },
    {
      keys: "n",
      label: t("needsEdit"),
      group: verdict,
      enabled: isEntry,
      run: () => void judging.judge(row, "needs-edit"),
    },
    { keys: "u", label: t("undo"), group: verdict, run: () => void judging.undo(row) },
    {
      keys: "e",
      label: t("edit"),
      group: list,
      enabled: isEntry && row.case !== "1,0",
      run: () => row && go(withEdit(hrefOf(row)), { keys: "drop" }),
    },
  ]);
  return { cursor, setCursor, failure: judging.failure };
}

function withEdit(href: string): string {
  return `${href}${href.includes("?") ? "&" : "?"}edit=1`;
}

"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useShortcuts } from "#components/shell/keyboard.tsx";
import { useAction } from "#components/shell/use-action.ts";
import { useGo } from "#components/shell/use-go.ts";
import { ErrorBox } from "#components/ui/error-box.tsx";
import type { ProblemListRow } from "#lib/problem/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";
import type { LoadedRows } from "./merge-rows.ts";
import type { ProblemActions } from "./problem-actions.ts";
import { ProblemMenu } from "./problem-menu.tsx";
import { ProblemRowView, problemGrid } from "./problem-row.tsx";

const rowHeight = 30;

interface ProblemListProps {
  readonly loaded: LoadedRows;
  readonly strategies: readonly StrategyRow[];
  readonly base: string;
  readonly actions: ProblemActions;
  readonly onMore: () => void;
  readonly onChanged: () => void;
  /** The ordinal just above the first row seen. */
  readonly onSeen: (ordinal: number) => void;
}

/** Virtual rows: only what is seen is in the page, whatever the project's size. */
export function ProblemList(props: ProblemListProps) {
  const { loaded, strategies, base, actions, onMore, onSeen } = props;
  const t = useTranslations("problems");
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: loaded.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    onSeen(loaded.rows[first - 1]?.ordinal ?? 0);
    if (last >= loaded.rows.length - 20) onMore();
  }, [first, last, loaded, onMore, onSeen]);
  const cursor = useCursor(loaded.rows, base, (at) => virtual.scrollToIndex(at));
  const change = useRowActions(actions, props.onChanged);
  return (
    <>
      {change.failure ? <ErrorBox className="mx-5 mt-3" title={change.failure.message} /> : null}
      <div
        className={`${problemGrid} h-7 flex-none border-b border-line text-xs text-ink-3`}
        aria-hidden
      >
        <span>{t("columns.number")}</span>
        <span>{t("columns.problem")}</span>
        <span>{t("columns.answer")}</span>
        <span />
        <span>{t("columns.topic")}</span>
        <span className="text-right">{t("columns.difficulty")}</span>
        <span className="text-right">{t("columns.pairs")}</span>
      </div>
      <section
        ref={scroller}
        className="min-h-0 flex-1 overflow-auto"
        aria-label={t("title")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <ul className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = loaded.rows[item.index];
            if (!row) return null;
            return (
              <li
                key={row.id}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <ProblemRowView
                  row={row}
                  strategies={strategies}
                  base={base}
                  isCursor={cursor === item.index}
                  menu={<ProblemMenu row={row} strategies={strategies} {...change.of(row.id)} />}
                />
              </li>
            );
          })}
        </ul>
        {loaded.next === null ? null : <p className="px-5 py-2 text-xs text-ink-3">{t("more")}</p>}
      </section>
    </>
  );
}

/** `j`, `k`, `Enter`. −1: nowhere yet. */
function useCursor(
  rows: readonly ProblemListRow[],
  base: string,
  scrollTo: (index: number) => void,
): number {
  const t = useTranslations("problems.keys");
  const go = useGo();
  const [cursor, setCursor] = useState(-1);
  const move = (step: number) => {
    const at = Math.max(0, Math.min(rows.length - 1, cursor + step));
    setCursor(at);
    scrollTo(at);
  };
  const open = () => {
    const row = rows[cursor];
    if (row) go(`${base}/problems/${row.id}`);
  };
  const group = t("group");
  useShortcuts([
    { keys: "j", label: t("next"), group, run: () => move(1) },
    { keys: "k", label: t("previous"), group, run: () => move(-1) },
    { keys: "Enter", label: t("open"), group, run: open, enabled: cursor >= 0 },
  ]);
  return cursor;
}

function useRowActions(actions: ProblemActions, onChanged: () => void) {
  const subset = useAction(actions.setSubset, onChanged);
  const heldOut = useAction(actions.setHeldOut, onChanged);
  const archive = useAction(actions.archive, onChanged);
  const restore = useAction(actions.restore, onChanged);
  return {
    failure: subset.failure ?? heldOut.failure ?? archive.failure ?? restore.failure,
    of: (id: number) => ({
      setSubset: (choice: Parameters<ProblemActions["setSubset"]>[1]) => subset.run(id, choice),
      setHeldOut: (isHeldOut: boolean) => heldOut.run(id, isHeldOut),
      archive: () => archive.run(id),
      restore: () => restore.run(id),
    }),
  };
}

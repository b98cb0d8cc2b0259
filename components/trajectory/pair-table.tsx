"use client";

import { FlexRender, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useImperativeHandle, useMemo, useRef } from "react";
import type { PairRow } from "#lib/pair/schema.ts";
import { type ColumnName, columnWidths, pairColumns, pairTableFeatures } from "./pair-columns.tsx";
import { shortTokens } from "./short-tokens.ts";
import type { StrategyPair } from "./strategy-pair.ts";
import { axisMarks } from "./token-bar.tsx";
import { useWidth } from "./use-width.ts";

const rowHeight = 30;
const overscan = 12;
const prefetchRows = 60;

export interface TableHandle {
  readonly scrollTo: (index: number) => void;
}

interface PairTableProps {
  readonly rows: readonly PairRow[];
  readonly total: number;
  readonly hasMore: boolean;
  readonly cursor: number;
  readonly scale: number;
  readonly strategies: StrategyPair;
  readonly hrefOf: (row: PairRow) => string;
  readonly onCursor: (index: number) => void;
  readonly onOpen: (row: PairRow) => void;
  readonly onMore: () => void;
  readonly onSeen: (ids: readonly number[]) => void;
  readonly handle: RefObject<TableHandle | null>;
}

/** Ink frame and a 3 px edge: the row that keys act on. */
export const cursorLook =
  "data-cursor:[&>td]:bg-selected data-cursor:[&>td]:shadow-[inset_0_1.5px_var(--focus),inset_0_-1.5px_var(--focus)] data-cursor:[&>td:first-child]:shadow-[inset_0_1.5px_var(--focus),inset_0_-1.5px_var(--focus),inset_3px_0_var(--focus)]";

const numeric: readonly ColumnName[] = ["tokens", "edited"];

/** Virtual rows under a head that stays: whatever the list's length, at most a hundred rows are in the page. */
export function PairTable(props: PairTableProps) {
  const { rows, total, hasMore, cursor, scale, strategies, hrefOf, onMore, onSeen } = props;
  const t = useTranslations("trajectories");
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const labels = useColumnLabels();
  const isNarrow = width < narrowBelow;
  const columns = useMemo(
    () => pairColumns({ strategies, scale, isNarrow, hrefOf, labels }),
    [strategies, scale, isNarrow, hrefOf, labels],
  );
  const visibility = useMemo(() => ({ edited: width >= 1100, subset: width >= 1040 }), [width]);
  const table = useTable({
    features: pairTableFeatures,
    columns,
    data: rows,
    getRowId: (row) => String(row.id),
    state: { columnVisibility: visibility },
  });
  const tableRows = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: tableRows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    scrollPaddingStart: 28,
  });
  useImperativeHandle(props.handle, () => ({ scrollTo: (index) => virtual.scrollToIndex(index) }), [
    virtual,
  ]);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    onSeen(rows.slice(first, last + 1).map((row) => row.id));
    if (hasMore && last >= rows.length - prefetchRows) onMore();
  }, [first, last, rows, hasMore, onMore, onSeen]);
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <section
      ref={scroller}
      className="min-h-0 flex-1 overflow-auto"
      aria-label={t("title")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table
        className="grid-table table-fixed [&_:is(th,td):first-child]:pl-3 [&_:is(th,td):last-child]:pr-3"
        aria-rowcount={total + 1}
      >
        <colgroup>
          {table.getVisibleLeafColumns().map(({ id }) => (
            <col key={id} style={{ width: columnWidth(id, width) }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col" data-num={isNumeric(header.id) || undefined}>
                  {header.id === "bar" ? (
                    <TokenAxis scale={scale} label={labels.bar} />
                  ) : (
                    <FlexRender header={header} />
                  )}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          <Spacer height={before} />
          {items.map((item) => {
            const row = tableRows[item.index];
            if (!row) return null;
            return (
              <tr
                key={row.id}
                aria-rowindex={item.index + 2}
                data-pair={row.id}
                data-cursor={item.index === cursor || undefined}
                className={cursorLook}
                onClick={() => props.onCursor(item.index)}
                onDoubleClick={() => props.onOpen(row.original)}
              >
                {row.getVisibleCells().map((cell) => (
                  <td
                    key={cell.id}
                    data-num={isNumeric(cell.column.id) || undefined}
                    className="overflow-hidden"
                  >
                    <FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
          <Spacer height={after} />
        </tbody>
      </table>
      {hasMore ? <p className="px-5 py-2 text-xs text-ink-3">{t("loadingMore")}</p> : null}
    </section>
  );
}

function Spacer({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td className="border-0! p-0!" style={{ height }} />
    </tr>
  );
}

function TokenAxis({ scale, label }: { readonly scale: number; readonly label: string }) {
  return (
    <>
      <span className="sr-only">{label}</span>
      <span aria-hidden className="relative block h-3.5 text-2xs leading-3.5 font-normal">
        <i className="absolute left-0 not-italic">{0}</i>
        {axisMarks.map((mark) => (
          <i
            key={mark}
            className={clsx(
              "absolute not-italic",
              mark === 1 ? "-translate-x-full" : "-translate-x-1/2",
            )}
            style={{ left: `${mark * 100}%` }}
          >
            {shortTokens(scale * mark)}
          </i>
        ))}
      </span>
    </>
  );
}

function isNumeric(id: string): boolean {
  return numeric.some((name) => name === id);
}

const wideFrom = 1260;
const narrowBelow = 960;
const wideWidths: Readonly<Record<string, number>> = { grade: 214, findings: 190, direction: 228 };

/** The problem takes what is left; answers, findings and policies' names share in a wide list. */
function columnWidth(id: string, width: number): number | undefined {
  if (id === "direction" && width < narrowBelow) return 74;
  const wide = width >= wideFrom ? wideWidths[id] : undefined;
  const found = Object.entries(columnWidths).find(([name]) => name === id)?.[1];
  return wide ?? found ?? undefined;
}

function useColumnLabels(): Readonly<Record<ColumnName, string>> {
  const t = useTranslations("trajectories.column");
  return useMemo(
    () => ({
      id: t("id"),
      problem: t("problem"),
      case: t("case"),
      direction: t("direction"),
      subset: t("subset"),
      grade: t("grade"),
      verdict: t("verdict"),
      tokens: t("tokens"),
      bar: t("bar"),
      findings: t("findings"),
      edited: t("edited"),
    }),
    [t],
  );
}

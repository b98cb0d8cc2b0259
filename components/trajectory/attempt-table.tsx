"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useFormatter, useTranslations } from "next-intl";
import { type RefObject, useEffect, useImperativeHandle, useRef } from "react";
import { FindingTag } from "#components/sign/finding-tag.tsx";
import { OutcomeMark } from "#components/sign/outcome-mark.tsx";
import { StrategySign } from "#components/sign/strategy-sign.tsx";
import { Link } from "#components/ui/link.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { AttemptRow } from "#lib/trajectory/schema.ts";
import { cursorLook, type TableHandle } from "./pair-table.tsx";
import { ProblemLine } from "./problem-line.tsx";
import { type StrategyPair, strategyAt } from "./strategy-pair.ts";
import { useWidth } from "./use-width.ts";

const rowHeight = 30;
const columns = [
  "id",
  "problem",
  "policy",
  "outcome",
  "reference",
  "code",
  "tokens",
  "time",
  "findings",
  "pair",
  "created",
] as const;
type ColumnName = (typeof columns)[number];
const widths: Readonly<Record<ColumnName, number | undefined>> = {
  id: 62,
  problem: undefined,
  policy: 150,
  outcome: 118,
  reference: 92,
  code: 108,
  tokens: 64,
  time: 60,
  findings: 144,
  pair: 108,
  created: 62,
};
/** Below this width of the table the column goes. */
const dropsBelow: Partial<Record<ColumnName, number>> = {
  time: 1120,
  reference: 1060,
  created: 960,
};
const numeric: readonly string[] = ["tokens", "time", "created"];

interface AttemptTableProps {
  readonly rows: readonly AttemptRow[];
  readonly hasMore: boolean;
  readonly base: string;
  readonly cursor: number;
  readonly strategies: StrategyPair;
  readonly onCursor: (index: number) => void;
  readonly onMore: () => void;
  readonly handle: RefObject<TableHandle | null>;
}

/** Single trajectories on virtual rows. */
export function AttemptTable(props: AttemptTableProps) {
  const { rows, hasMore, base, cursor, strategies, onCursor, onMore } = props;
  const t = useTranslations("trajectories");
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const shown = columns.filter((name) => width >= (dropsBelow[name] ?? 0));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: 28,
  });
  useImperativeHandle(props.handle, () => ({ scrollTo: (index) => virtual.scrollToIndex(index) }), [
    virtual,
  ]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - 60) onMore();
  }, [last, rows.length, hasMore, onMore]);
  return (
    <section
      ref={scroller}
      className="min-h-0 flex-1 overflow-auto"
      aria-label={t("tab.attempts")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table className="grid-table table-fixed [&_:is(th,td):first-child]:pl-3 [&_:is(th,td):last-child]:pr-3">
        <colgroup>
          {shown.map((name) => (
            <col key={name} style={{ width: widths[name] }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10">
          <tr>
            {shown.map((name) => (
              <th key={name} scope="col" data-num={numeric.includes(name) || undefined}>
                {t(`attempt.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={items[0]?.start ?? 0} />
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <tr
                key={row.id}
                data-attempt={row.id}
                data-cursor={item.index === cursor || undefined}
                className={cursorLook}
                onClick={() => onCursor(item.index)}
              >
                <AttemptCells row={row} base={base} strategies={strategies} shown={shown} />
              </tr>
            );
          })}
          <Gap height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </section>
  );
}

function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td className="border-0! p-0!" style={{ height }} />
    </tr>
  );
}

interface AttemptCellsProps {
  readonly row: AttemptRow;
  readonly base: string;
  readonly strategies: StrategyPair;
  readonly shown: readonly ColumnName[];
}

function AttemptCells({ row, base, strategies, shown }: AttemptCellsProps) {
  const t = useTranslations("trajectories.attempt");
  return (
    <>
      <td className="overflow-hidden font-mono text-xs text-ink-3">{row.id}</td>
      <td className="overflow-hidden">
        <Link
          href={`${base}/attempts/${row.id}`}
          prefetch={false}
          className="block truncate text-md hover:underline"
        >
          <ProblemLine text={row.problem} />
        </Link>
      </td>
      <td className="overflow-hidden">
        <span className="flex items-center gap-1.5 font-mono text-[11px] text-ink-3">
          <StrategySign {...strategyAt(strategies, row.strategy)} size="sm" />
          <span className="truncate">{row.policy}</span>
          {row.isRecorded ? <Tag>{t("recorded")}</Tag> : null}
        </span>
      </td>
      <td className="overflow-hidden text-[11.5px]">
        <OutcomeMark value={row.outcome}>{row.extracted ?? t("none")}</OutcomeMark>
      </td>
      {shown.includes("reference") ? (
        <td className="truncate font-mono text-[11.5px] text-ink-3">{row.gold}</td>
      ) : null}
      <CodeCell row={row} />
      <EffortCells row={row} hasTime={shown.includes("time")} />
      <FindingsCell row={row} />
      <td className="overflow-hidden text-xs">
        {row.pairId === null || row.part === null ? null : (
          <Link href={`${base}/${row.pairId}`} prefetch={false} className="link">
            {t(`part.${row.part}`, { pair: row.pairId })}
          </Link>
        )}
      </td>
      {shown.includes("created") ? (
        <td data-num className="text-xs text-ink-3">
          <TimeAgo at={row.createdAt} />
        </td>
      ) : null}
    </>
  );
}

function CodeCell({ row }: { readonly row: AttemptRow }) {
  const t = useTranslations("trajectories.attempt");
  return (
    <td className="overflow-hidden text-xs text-ink-2">
      {t("codeBlocks", { count: row.codeBlocks })}
      {row.codeFailures > 0 ? (
        <span className="text-rejected-ink">{` · ${t("codeFailed", { count: row.codeFailures })}`}</span>
      ) : null}
    </td>
  );
}

function EffortCells({ row, hasTime }: { readonly row: AttemptRow; readonly hasTime: boolean }) {
  const format = useFormatter();
  const tokens = row.generatedTokens + row.executorTokens;
  const seconds = { style: "unit", unit: "second", maximumFractionDigits: 1 } as const;
  return (
    <>
      <td data-num>{tokens > 0 ? format.number(tokens) : "—"}</td>
      {hasTime ? (
        <td data-num className="text-xs text-ink-3">
          {row.durationMs > 0 ? format.number(row.durationMs / 1000, seconds) : "—"}
        </td>
      ) : null}
    </>
  );
}

function FindingsCell({ row }: { readonly row: AttemptRow }) {
  const [first, ...others] = row.findings;
  return (
    <td className="overflow-hidden">
      <span className="flex gap-[3px]">
        {first === undefined ? null : (
          <FindingTag code={first} count={first === "code-failed" ? row.codeFailures : 1} />
        )}
        {others.length > 0 ? <Tag>{`+${others.length}`}</Tag> : null}
      </span>
    </td>
  );
}

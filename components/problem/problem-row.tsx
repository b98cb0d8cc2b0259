"use client";

import clsx from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { PlainText } from "#components/text/plain-text.tsx";
import { Link } from "#components/ui/link.tsx";
import { NumberLink } from "#components/ui/number-link.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { ProblemListRow } from "#lib/problem/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";

/** One grid for head and rows, so that they cannot drift apart. */
export const problemGrid =
  "grid grid-cols-[44px_minmax(0,4fr)_minmax(80px,150px)_20px_minmax(0,1fr)_56px_44px_28px] items-center gap-x-3 px-5";

interface ProblemRowViewProps {
  readonly row: ProblemListRow;
  readonly strategies: readonly StrategyRow[];
  /** The project's address. */
  readonly base: string;
  readonly isCursor: boolean;
  readonly menu: ReactNode;
}

/** A 30 px line of the list. */
export function ProblemRowView({ row, strategies, base, isCursor, menu }: ProblemRowViewProps) {
  const t = useTranslations("problems");
  const favoured = strategies.find((strategy) => strategy.position === row.favouredPosition);
  return (
    <div
      className={clsx(
        problemGrid,
        "h-[30px] border-b border-line text-sm hover:bg-hover",
        isCursor && "bg-selected shadow-[inset_3px_0_0_var(--ink)]",
      )}
    >
      <span className="font-mono text-xs text-ink-3">{row.ordinal}</span>
      <span className="flex min-w-0 items-center gap-2">
        <Link
          href={`${base}/problems/${row.id}`}
          className="truncate hover:underline"
          tabIndex={isCursor ? 0 : -1}
        >
          <PlainText>{oneLine(row.excerpt)}</PlainText>
        </Link>
        {row.heldOut ? <Tag className="flex-none">{t("heldOut")}</Tag> : null}
      </span>
      <span className="truncate font-mono text-xs" title={row.answer}>
        <PlainText>{row.answer}</PlainText>
      </span>
      {favoured ? <SubsetSign {...favoured} /> : <span className="sr-only">{t("noSubset")}</span>}
      <span className="truncate text-xs text-ink-3">
        <PlainText>{[row.topic, row.source].filter(Boolean).join(" · ")}</PlainText>
      </span>
      <span className="text-right text-xs tabular-nums text-ink-2">{row.difficulty ?? ""}</span>
      <span className="text-right tabular-nums">
        {row.pairs > 0 ? (
          <NumberLink
            value={row.pairs}
            href={`${base}/trajectories?problem=${row.id}&all=1`}
            underlined
          />
        ) : (
          <span className="text-ink-3" title={t("noPairs")}>
            {0}
          </span>
        )}
      </span>
      {menu}
    </div>
  );
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

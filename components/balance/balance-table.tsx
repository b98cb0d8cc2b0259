import { useFormatter, useTranslations } from "next-intl";
import { Fragment } from "react";
import { CaseSign } from "#components/sign/case-sign.tsx";
import { DirectionSign } from "#components/sign/direction-sign.tsx";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { NumberLink } from "#components/ui/number-link.tsx";
import type { BalanceCell, BalancePreview } from "#lib/balance/schema.ts";
import { type BalanceRule, entryCases } from "#lib/method/balance/schema.ts";
import { cellHref } from "./hrefs.ts";
import type { StrategyFaces } from "./strategy-face.ts";

interface BalanceTableProps {
  readonly projectId: number;
  readonly strategies: StrategyFaces;
  readonly rule: BalanceRule;
  readonly preview: Pick<BalancePreview, "cells">;
  /** Numbers of a frozen version: they are not today's rows, so they lead nowhere. */
  readonly isFrozen?: boolean;
}

type SubsetKey = 1 | 2 | null;

/** Subset × case × direction: how many are eligible, how many of them are in, and their trained tokens. */
export function BalanceTable({
  projectId,
  strategies,
  rule,
  preview,
  isFrozen = false,
}: BalanceTableProps) {
  const t = useTranslations("balance");
  const hasNone = preview.cells.some((cell) => cell.subset === null);
  const subsets: readonly SubsetKey[] = hasNone ? [1, 2, null] : [1, 2];
  const [one, two] = strategies;
  return (
    <table className="grid-table">
      <caption className="sr-only">{t("table")}</caption>
      <thead>
        <tr>
          <th rowSpan={2}>{t("case")}</th>
          <th rowSpan={2}>{t("direction")}</th>
          {subsets.map((subset) => (
            <th key={subset ?? "none"} colSpan={3} className="border-l border-line">
              <SubsetHead subset={subset} strategies={strategies} />
            </th>
          ))}
        </tr>
        <tr>
          {subsets.map((subset) => (
            <Fragment key={subset ?? "none"}>
              <th data-num className="border-l border-line">
                {t("eligible")}
              </th>
              <th data-num>{t("in")}</th>
              <th data-num>{t("tokensIn")}</th>
            </Fragment>
          ))}
        </tr>
      </thead>
      <tbody>
        {entryCases.flatMap((entryCase) =>
          ([1, 2] as const).map((first) => (
            <tr key={`${entryCase} ${first}`}>
              <td>
                {first === 1 ? (
                  <span className="flex items-center gap-2">
                    <CaseSign value={entryCase} />
                    {t(`caseName.${entryCase}`)}
                  </span>
                ) : null}
              </td>
              <td>
                <DirectionSign
                  first={first === 1 ? one : two}
                  second={first === 1 ? two : one}
                  isNamed
                />
              </td>
              {subsets.map((subset) => (
                <Cells
                  key={subset ?? "none"}
                  href={isFrozen ? null : (cell) => cellHref(projectId, cell, rule)}
                  cell={cellOf(preview, { case: entryCase, first, subset })}
                />
              ))}
            </tr>
          )),
        )}
      </tbody>
      <tfoot>
        <tr className="font-strong">
          <td colSpan={2}>{t("all")}</td>
          {subsets.map((subset) => (
            <Sums
              key={subset ?? "none"}
              cells={preview.cells.filter((cell) => cell.subset === subset)}
            />
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function cellOf(
  preview: Pick<BalancePreview, "cells">,
  key: Pick<BalanceCell, "case" | "first" | "subset">,
): BalanceCell {
  const found = preview.cells.find(
    (cell) => cell.case === key.case && cell.first === key.first && cell.subset === key.subset,
  );
  return found ?? { ...key, eligible: 0, eligibleTokens: 0, in: 0, inTokens: 0 };
}

function SubsetHead({
  subset,
  strategies,
}: {
  readonly subset: SubsetKey;
  readonly strategies: BalanceTableProps["strategies"];
}) {
  const t = useTranslations("balance");
  if (subset === null) return t("noSubset");
  const strategy = strategies[subset - 1];
  if (strategy === undefined) return null;
  return (
    <span className="flex items-center gap-1.5 text-ink">
      <SubsetSign
        position={strategy.position}
        sign={strategy.sign}
        subsetName={strategy.subsetName}
        size="sm"
      />
      {strategy.subsetName}
    </span>
  );
}

interface CellsProps {
  readonly cell: BalanceCell;
  readonly href: ((cell: BalanceCell) => string) | null;
}

function Cells({ cell, href }: CellsProps) {
  const format = useFormatter();
  const isOut = cell.in < cell.eligible;
  return (
    <>
      <td data-num className="border-l border-line text-ink-2">
        {href === null ? (
          format.number(cell.eligible)
        ) : (
          <NumberLink value={cell.eligible} href={href(cell)} />
        )}
      </td>
      <td data-num className={isOut ? "font-strong" : ""}>
        {format.number(cell.in)}
      </td>
      <td data-num className="text-ink-3">
        {format.number(cell.inTokens)}
      </td>
    </>
  );
}

function Sums({ cells }: { readonly cells: readonly BalanceCell[] }) {
  const format = useFormatter();
  const sum = (of: (cell: BalanceCell) => number) =>
    format.number(cells.reduce((total, cell) => total + of(cell), 0));
  return (
    <>
      <td data-num className="border-l border-line">
        {sum((cell) => cell.eligible)}
      </td>
      <td data-num>{sum((cell) => cell.in)}</td>
      <td data-num>{sum((cell) => cell.inTokens)}</td>
    </>
  );
}

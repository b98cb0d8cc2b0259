import clsx from "clsx";
import { Layers } from "lucide-react";
import { useTranslations } from "next-intl";
import { CaseSign } from "#components/sign/case-sign.tsx";
import { DirectionSign } from "#components/sign/direction-sign.tsx";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { TransitionSign } from "#components/sign/transition-sign.tsx";
import { NumberLink, Share } from "#components/ui/number-link.tsx";
import type { Case } from "#lib/method/splice/schema.ts";
import {
  type MapFigures,
  mapCases,
  type Position,
  type SubsetPosition,
} from "#lib/pipeline-map/schema.ts";
import { shortNames } from "#lib/pipeline-map/short-names.ts";
import type { StrategyRow } from "#lib/project/schema.ts";
import { pairsHref } from "./links.ts";
import { MatrixCellBox } from "./matrix-cell.tsx";
import { Node } from "./node.tsx";
import type { RetryCellAction } from "./retry-cell.tsx";

interface CaseMatrixProps {
  readonly projectId: number;
  readonly strategies: readonly [StrategyRow, StrategyRow];
  readonly map: MapFigures;
  readonly retryCell: RetryCellAction;
}

const directions = [1, 2] as const satisfies readonly Position[];

/** case × direction × subset: heat is the count, the bar the verdicts, hatch is (0,0). Every number leads to its rows. */
export function CaseMatrix({ projectId, strategies, map, retryCell }: CaseMatrixProps) {
  const t = useTranslations("map.matrix");
  const columns = directions.flatMap((first) =>
    map.subsets.map((subset, at) => ({ first, subset, isFirst: at === 0 })),
  );
  const most = Math.max(1, ...map.cells.map((cell) => (cell.caseOf === "0,0" ? 0 : cell.pairs)));
  const cellOf = (caseOf: Case, first: Position, subset: SubsetPosition) =>
    map.cells.find(
      (cell) => cell.caseOf === caseOf && cell.first === first && cell.subset === subset,
    );
  const nameOf = (first: Position) =>
    first === 1
      ? `${strategies[0].name} → ${strategies[1].name}`
      : `${strategies[1].name} → ${strategies[0].name}`;
  return (
    <Node
      icon={Layers}
      title={t("title")}
      href={pairsHref(projectId)}
      meta={t("meta")}
      right={<Legend />}
      isStrong
      className="overflow-hidden pb-0!"
    >
      <table className="w-full table-fixed border-separate border-spacing-0 text-sm">
        <colgroup>
          <col className="w-11" />
          <col className="w-[105px]" />
          {columns.map((column) => (
            <col key={`${column.first}${column.subset}`} />
          ))}
          <col className="w-[56px]" />
        </colgroup>
        <MatrixHead strategies={strategies} subsets={map.subsets} />
        <tbody>
          {mapCases.map((caseOf) => (
            <tr key={caseOf}>
              <RowHead caseOf={caseOf} />
              {columns.map(({ first, subset, isFirst }) => (
                <MatrixCellBox
                  key={`${first}${subset}`}
                  projectId={projectId}
                  cell={cellOf(caseOf, first, subset)}
                  place={t("place", {
                    case: caseOf,
                    direction: nameOf(first),
                    subset:
                      subset === null ? t("noSubset") : (strategies[subset - 1]?.subsetName ?? ""),
                  })}
                  most={most}
                  isGroupStart={isFirst}
                  retryCell={retryCell}
                />
              ))}
              <SumCell projectId={projectId} caseOf={caseOf} map={map} />
            </tr>
          ))}
        </tbody>
        <MatrixFoot projectId={projectId} map={map} columns={columns} />
      </table>
    </Node>
  );
}

function Legend() {
  const t = useTranslations("map.matrix");
  const items = [
    ["bg-accepted", t("accepted")],
    ["bg-line-strong", t("open")],
    ["bg-rejected", t("rejected")],
  ] as const;
  return (
    <span className="flex items-center gap-3 text-xs text-ink-3">
      {items.map(([look, label]) => (
        <span key={look} className="flex items-center gap-1">
          <i aria-hidden className={clsx("size-[9px] rounded-[2px]", look)} />
          {label}
        </span>
      ))}
    </span>
  );
}

interface HeadProps {
  readonly strategies: readonly [StrategyRow, StrategyRow];
  readonly subsets: readonly SubsetPosition[];
}

function MatrixHead({ strategies, subsets }: HeadProps) {
  const t = useTranslations("map.matrix");
  const [one, two] = strategies;
  const names = shortNames([one.subsetName, two.subsetName]);
  const heads = directions.flatMap((first) =>
    subsets.map((subset, at) => ({ first, subset, isFirst: at === 0 })),
  );
  return (
    <thead className="text-left">
      <tr>
        <td colSpan={2} className="border-t border-line" />
        {directions.map((first) => (
          <th
            key={first}
            colSpan={subsets.length}
            scope="colgroup"
            className="h-[26px] border-t border-l border-line px-2 text-xs font-medium"
          >
            <DirectionSign
              first={first === 1 ? one : two}
              second={first === 1 ? two : one}
              size="sm"
              isNamed
            />
          </th>
        ))}
        <td className="border-t border-l border-line" />
      </tr>
      <tr className="text-[11px] text-ink-3 [&>*]:h-6 [&>*]:border-b [&>*]:border-line [&>*]:font-medium">
        <th colSpan={2} scope="col" className="pl-2">
          {t("case")}
        </th>
        {heads.map(({ first, subset, isFirst }) => (
          <th
            key={`${first}${subset}`}
            scope="col"
            className={clsx("truncate pr-0 pl-1.5 tracking-[-0.025em]", isFirst && "border-l")}
          >
            {subset === null ? (
              t("noSubset")
            ) : (
              <SubsetName strategy={strategies[subset - 1]} name={names[subset - 1]} />
            )}
          </th>
        ))}
        <th scope="col" className="border-l pr-2 text-right">
          {t("pairs")}
        </th>
      </tr>
    </thead>
  );
}

interface SubsetNameProps {
  readonly strategy: StrategyRow | undefined;
  readonly name: string | undefined;
}

function SubsetName({ strategy, name }: SubsetNameProps) {
  if (!strategy) return null;
  return (
    <span title={strategy.subsetName} className="flex items-center gap-1">
      <SubsetSign
        position={strategy.position}
        sign={strategy.sign}
        subsetName={strategy.subsetName}
        size="sm"
      />
      <span className="truncate">{name}</span>
    </span>
  );
}

const kinds = { "0,1": "correction", "1,1": "verification", "1,0": null, "0,0": null } as const;

function RowHead({ caseOf }: { readonly caseOf: Case }) {
  const t = useTranslations("map.matrix");
  const kind = kinds[caseOf];
  return (
    <>
      <td className="border-b border-line pl-2.5">
        <CaseSign value={caseOf} />
      </td>
      <th scope="row" className="border-b border-line px-2 text-left font-normal whitespace-nowrap">
        <span className="flex items-center gap-1.5 font-strong">
          {kind ? <TransitionSign kind={kind} size="sm" /> : null}
          {t(`name.${caseOf}`)}
        </span>
        <span className="block truncate font-mono text-[11px] leading-dense text-ink-3">
          {t(`form.${caseOf}`)}
        </span>
      </th>
    </>
  );
}

interface SumProps {
  readonly projectId: number;
  readonly caseOf: Case;
  readonly map: MapFigures;
}

function SumCell({ projectId, caseOf, map }: SumProps) {
  const pairs = map.cells.reduce((sum, cell) => sum + (cell.caseOf === caseOf ? cell.pairs : 0), 0);
  return (
    <td className="border-b border-l border-line pr-2 text-right">
      <NumberLink className="font-semibold" value={pairs} href={pairsHref(projectId, { caseOf })} />
      <span className="block text-xs leading-tight text-ink-3">
        {map.graded > 0 ? <Share value={pairs / map.graded} /> : null}
      </span>
    </td>
  );
}

interface FootProps {
  readonly projectId: number;
  readonly map: MapFigures;
  readonly columns: readonly {
    readonly first: Position;
    readonly subset: SubsetPosition;
    readonly isFirst: boolean;
  }[];
}

function MatrixFoot({ projectId, map, columns }: FootProps) {
  const t = useTranslations("map.matrix");
  const countOf = (first: Position, subset: SubsetPosition) =>
    map.cells.reduce(
      (sum, cell) => sum + (cell.first === first && cell.subset === subset ? cell.pairs : 0),
      0,
    );
  return (
    <tfoot>
      <tr className="bg-sunken [&>td]:h-7">
        <td colSpan={2} className="pl-2 text-ink-3">
          {t("all")}
        </td>
        {columns.map(({ first, subset, isFirst }) => (
          <td key={`${first}${subset}`} className={clsx("px-2", isFirst && "border-l border-line")}>
            <NumberLink
              value={countOf(first, subset)}
              href={pairsHref(projectId, { first, subset })}
            />
          </td>
        ))}
        <td className="border-l border-line pr-2 text-right font-semibold">
          <NumberLink value={map.graded} href={pairsHref(projectId)} />
        </td>
      </tr>
    </tfoot>
  );
}

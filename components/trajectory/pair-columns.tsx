import { columnVisibilityFeature, createColumnHelper, tableFeatures } from "@tanstack/react-table";
import { ArrowRight, Pencil } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { CaseSign } from "#components/sign/case-sign.tsx";
import { FindingTag } from "#components/sign/finding-tag.tsx";
import { OutcomeMark } from "#components/sign/outcome-mark.tsx";
import { StrategySign } from "#components/sign/strategy-sign.tsx";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { VerdictMark } from "#components/sign/verdict-mark.tsx";
import { Link } from "#components/ui/link.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { PairRow } from "#lib/pair/schema.ts";
import { ProblemLine } from "./problem-line.tsx";
import { type StrategyPair, strategyAt } from "./strategy-pair.ts";
import { TokenBar } from "./token-bar.tsx";

export const pairTableFeatures = tableFeatures({ columnVisibilityFeature });
const column = createColumnHelper<typeof pairTableFeatures, PairRow>();

export interface ColumnContext {
  readonly strategies: StrategyPair;
  readonly scale: number;
  readonly isNarrow: boolean;
  readonly hrefOf: (row: PairRow) => string;
  readonly labels: Readonly<Record<ColumnName, string>>;
}

/** Columns in order, with their width in pixels; the problem takes what is left. */
export const columnWidths = {
  id: 58,
  problem: null,
  case: 46,
  direction: 180,
  subset: 52,
  grade: 164,
  verdict: 94,
  tokens: 62,
  bar: 110,
  findings: 128,
  edited: 66,
} as const satisfies Readonly<Record<string, number | null>>;
export type ColumnName = keyof typeof columnWidths;

export function pairColumns({ strategies, scale, isNarrow, hrefOf, labels }: ColumnContext) {
  return column.columns([
    column.accessor("id", {
      id: "id",
      header: labels.id,
      cell: (cell) => <span className="font-mono text-xs text-ink-3">{cell.getValue()}</span>,
    }),
    column.accessor("problem", {
      id: "problem",
      header: labels.problem,
      cell: (cell) => (
        <Link
          href={hrefOf(cell.row.original)}
          prefetch={false}
          tabIndex={-1}
          className="block truncate text-md text-ink hover:underline"
        >
          <ProblemLine text={cell.getValue()} />
        </Link>
      ),
    }),
    column.accessor("case", {
      id: "case",
      header: labels.case,
      cell: (cell) => <CaseCell row={cell.row.original} />,
    }),
    column.display({
      id: "direction",
      header: labels.direction,
      cell: (cell) => (
        <DirectionCell row={cell.row.original} strategies={strategies} isNarrow={isNarrow} />
      ),
    }),
    column.accessor("subset", {
      id: "subset",
      header: labels.subset,
      cell: (cell) => {
        const position = cell.getValue();
        if (position === null) return null;
        return <SubsetSign {...strategyAt(strategies, position)} className="align-middle!" />;
      },
    }),
    column.display({
      id: "grade",
      header: labels.grade,
      cell: (cell) => <GradeCell row={cell.row.original} />,
    }),
    column.accessor("verdict", {
      id: "verdict",
      header: labels.verdict,
      cell: (cell) => <VerdictCell row={cell.row.original} />,
    }),
    column.accessor("tokens", {
      id: "tokens",
      header: labels.tokens,
      cell: (cell) => <TokensCell row={cell.row.original} />,
    }),
    column.display({
      id: "bar",
      header: labels.bar,
      cell: (cell) => <TokenBar row={cell.row.original} scale={scale} />,
    }),
    column.accessor("findings", {
      id: "findings",
      header: labels.findings,
      cell: (cell) => <FindingsCell row={cell.row.original} />,
    }),
    column.accessor("updatedAt", {
      id: "edited",
      header: labels.edited,
      cell: (cell) => <EditedCell row={cell.row.original} />,
    }),
  ]);
}

function CaseCell({ row }: { readonly row: PairRow }) {
  return row.case === null ? (
    <span className="text-ink-3">—</span>
  ) : (
    <CaseSign value={row.case} className="align-middle!" />
  );
}

interface DirectionCellProps {
  readonly row: PairRow;
  readonly strategies: StrategyPair;
  readonly isNarrow: boolean;
}

function DirectionCell({ row, strategies, isNarrow }: DirectionCellProps) {
  const first = strategyAt(strategies, row.firstPosition);
  const second = strategyAt(strategies, row.firstPosition === 1 ? 2 : 1);
  return (
    <span className="flex items-center gap-1 font-mono text-[11px] text-ink-3">
      <StrategySign {...first} size="sm" />
      {isNarrow ? null : <PolicyName name={row.firstPolicy ?? ""} />}
      <ArrowRight aria-hidden className="size-3 flex-none" />
      <StrategySign {...second} size="sm" />
      {isNarrow ? null : <PolicyName name={row.secondPolicy ?? ""} />}
    </span>
  );
}

/** Two policies of a project often begin alike: what does not fit goes from the middle. */
function PolicyName({ name }: { readonly name: string }) {
  const tail = name.length <= 9 ? 0 : name.length - 5;
  if (tail === 0) {
    return (
      <span className="max-w-[45%] truncate" title={name}>
        {name}
      </span>
    );
  }
  return (
    <span className="flex min-w-0 max-w-[45%]" title={name}>
      <span className="truncate">{name.slice(0, tail)}</span>
      <span className="flex-none">{name.slice(tail)}</span>
    </span>
  );
}

function GradeCell({ row }: { readonly row: PairRow }) {
  const t = useTranslations("trajectories");
  if (row.firstOutcome === null && row.secondOutcome === null) {
    return <span className="text-ink-3">{row.failure === null ? t("waiting") : "—"}</span>;
  }
  return (
    <span className="grid grid-cols-[fit-content(50%)_minmax(0,1fr)] gap-2 text-[11.5px] tracking-[-0.03em]">
      <span className="flex min-w-0 overflow-hidden text-ink-3">
        <OutcomeMark value={row.firstOutcome}>
          {row.firstAnswer ?? t(row.gradesInferred ? "inferred" : "noAnswer")}
        </OutcomeMark>
      </span>
      <span className="flex overflow-hidden">
        {row.secondPolicy === null ? null : (
          <OutcomeMark value={row.secondOutcome}>{row.secondAnswer ?? t("noAnswer")}</OutcomeMark>
        )}
      </span>
    </span>
  );
}

function VerdictCell({ row }: { readonly row: PairRow }) {
  const t = useTranslations("trajectories.noEntry");
  if (row.verdict !== null) return <VerdictMark value={row.verdict} />;
  return (
    <span className="block truncate text-ink-3" title={whyOf(row, t)}>
      {t(noEntryOf(row))}
    </span>
  );
}

function whyOf(
  { reason, failure }: PairRow,
  t: (key: "waitingWhy" | "cancelledWhy") => string,
): string {
  if (reason !== "") return reason;
  if (failure === null) return t("waitingWhy");
  return failure === "" ? t("cancelledWhy") : failure;
}

/** Why a line has no verdict, in a word; the sentence is its title. */
function noEntryOf(
  row: PairRow,
): "toRetry" | "withheld" | "undecided" | "waiting" | "failed" | "cancelled" {
  if (row.case === "0,0") return "toRetry";
  if (row.case !== null) return "withheld";
  const isUndecided = row.firstOutcome === "undecided" || row.secondOutcome === "undecided";
  if (isUndecided && row.reason !== "") return "undecided";
  if (row.failure === null) return "waiting";
  return row.failure === "" ? "cancelled" : "failed";
}

function TokensCell({ row }: { readonly row: PairRow }) {
  const t = useTranslations("trajectories");
  const format = useFormatter();
  if (row.tokens !== null) return format.number(row.tokens);
  return (
    <span className="text-ink-3" title={row.verdict === null ? undefined : t("notCounted")}>
      —
    </span>
  );
}

function FindingsCell({ row }: { readonly row: PairRow }) {
  const finding = useTranslations("sign.finding");
  const [first, ...others] = row.findings;
  if (first === undefined) return null;
  return (
    <span className="flex items-center gap-[3px] overflow-hidden">
      <FindingTag code={first} count={first === "code-failed" ? row.codeFailures : 1} />
      {others.length > 0 ? (
        <Tag
          title={others.map((code) => finding(`${code}.name`)).join(", ")}
        >{`+${others.length}`}</Tag>
      ) : null}
    </span>
  );
}

function EditedCell({ row }: { readonly row: PairRow }) {
  const t = useTranslations("trajectories");
  return (
    <span className="inline-flex items-center gap-1 text-xs text-ink-3">
      {row.isEdited ? <Pencil className="size-3" role="img" aria-label={t("isEdited")} /> : null}
      <TimeAgo at={row.updatedAt} />
    </span>
  );
}

import { useTranslations } from "next-intl";
import { CaseSign } from "#components/sign/case-sign.tsx";
import { DirectionSign } from "#components/sign/direction-sign.tsx";
import { OutcomeMark } from "#components/sign/outcome-mark.tsx";
import { VerdictMark } from "#components/sign/verdict-mark.tsx";
import { PlainText } from "#components/text/plain-text.tsx";
import { Link } from "#components/ui/link.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { PairRow } from "#lib/pair/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";

/** Most pairs shown beside a problem; the list of pairs has them all. */
export const shownPairs = 20;

interface ProblemPairsProps {
  readonly base: string;
  readonly problemId: number;
  readonly rows: readonly PairRow[];
  readonly total: number;
  readonly strategies: readonly [StrategyRow, StrategyRow];
}

/** What became of the problem so far: every pair, the newest first. */
export function ProblemPairs({ base, problemId, rows, total, strategies }: ProblemPairsProps) {
  const t = useTranslations("problems.detail");
  const [one, two] = strategies;
  const inferred = ({ gradesInferred }: PairRow) => (gradesInferred ? t("inferred") : null);
  if (rows.length === 0) return <p className="text-sm text-ink-3">{t("noPairs")}</p>;
  return (
    <section aria-label={t("pairs")}>
      <h2 className="mb-1 text-xs text-ink-3">{t("pairs")}</h2>
      <table className="grid-table [&_:is(th,td):first-child]:pl-0">
        <thead>
          <tr>
            <th>{t("column.id")}</th>
            <th>{t("column.case")}</th>
            <th>{t("column.direction")}</th>
            <th>{t("column.first")}</th>
            <th>{t("column.second")}</th>
            <th>{t("column.verdict")}</th>
            <th data-num>{t("column.changed")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link
                  className="link mono text-xs"
                  href={`${base}/trajectories/${row.id}?problem=${problemId}&all=1`}
                >
                  {row.id}
                </Link>
              </td>
              <td>{row.case ? <CaseSign value={row.case} /> : "—"}</td>
              <td>
                <DirectionSign
                  first={row.firstPosition === 1 ? one : two}
                  second={row.firstPosition === 1 ? two : one}
                  isNamed
                />
              </td>
              <td className="max-w-48">
                <Answer outcome={row.firstOutcome} answer={row.firstAnswer ?? inferred(row)} />
              </td>
              <td className="max-w-48">
                {row.secondPolicy === null ? null : (
                  <Answer outcome={row.secondOutcome} answer={row.secondAnswer} />
                )}
              </td>
              <td>
                {row.verdict ? (
                  <VerdictMark value={row.verdict} />
                ) : (
                  <span className="block max-w-64 truncate text-ink-3" title={row.reason}>
                    {row.reason}
                  </span>
                )}
              </td>
              <td data-num className="text-xs text-ink-3">
                <TimeAgo at={row.updatedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > rows.length ? (
        <p className="pt-2 text-sm">
          <Link className="link" href={`${base}/trajectories?problem=${problemId}&all=1`}>
            {t("allPairs", { count: total })}
          </Link>
        </p>
      ) : null}
    </section>
  );
}

interface AnswerProps {
  readonly outcome: PairRow["firstOutcome"];
  readonly answer: string | null;
}

function Answer({ outcome, answer }: AnswerProps) {
  const t = useTranslations("problems.detail");
  return (
    <OutcomeMark value={outcome}>
      <PlainText>{answer ?? t("noAnswer")}</PlainText>
    </OutcomeMark>
  );
}

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Link } from "#components/ui/link.tsx";
import type { ImportResult } from "#lib/import-run/schema.ts";
import { BadRows } from "./bad-rows.tsx";
import { type Figure, Figures } from "./figures.tsx";

interface ImportRunViewProps {
  readonly status: string;
  readonly reason: string;
  /** Rows read so far. */
  readonly done: number;
  /** How many rows were bad, all of them. */
  readonly failed: number;
  readonly result: ImportResult | null;
  readonly base: string;
  readonly again: string;
  readonly report: string;
}

/** Step three: how the import goes, and what came of it. */
export function ImportRunView(props: ImportRunViewProps) {
  const { status, reason, done, failed, result, base, again, report } = props;
  const t = useTranslations("problems.run");
  if (status === "queued" || status === "running") {
    return (
      <p className="px-5 py-6" role="status">
        {status === "queued" ? t("queued") : t("running", { n: done })}
      </p>
    );
  }
  return (
    <>
      {reason ? (
        <ErrorBox className="mx-5 mt-4" title={t("failed")}>
          {reason}
        </ErrorBox>
      ) : null}
      {status === "cancelled" ? <p className="px-5 pt-4">{t("cancelled")}</p> : null}
      {result ? <Outcome result={result} failed={failed} report={report} /> : null}
      <div className="flex items-center gap-2 px-5 pb-5">
        <Button variant="primary" asChild>
          {result && "pairs" in result ? (
            <Link href={`${base}/trajectories?tab=attempts`}>{t("toAttempts")}</Link>
          ) : (
            <Link href={`${base}/problems`}>{t("toProblems")}</Link>
          )}
        </Button>
        <Button asChild>
          <Link href={again}>{t("again")}</Link>
        </Button>
      </div>
    </>
  );
}

interface OutcomeProps {
  readonly result: ImportResult;
  readonly failed: number;
  readonly report: string;
}

function Outcome({ result, failed, report }: OutcomeProps) {
  const figures = useFigures(result, failed);
  return (
    <>
      <Figures figures={figures} />
      <div className="mb-4">
        <BadRows bad={result.bad} total={failed} report={report} />
      </div>
    </>
  );
}

function useFigures(result: ImportResult, failed: number): readonly Figure[] {
  const t = useTranslations("problems.run");
  const common = [
    { label: t("duplicates"), value: result.duplicates },
    { label: result.isImported ? t("bad") : t("unreadable"), value: failed },
  ];
  if (!("pairs" in result)) return [{ label: t("imported"), value: result.imported }, ...common];
  return [
    { label: t("attempts"), value: result.imported },
    { label: t("pairs"), value: result.pairs },
    ...(result.rejoined > 0 ? [{ label: t("rejoined"), value: result.rejoined }] : []),
    { label: t("newProblems"), value: result.problems },
    { label: t("correct"), value: result.correct },
    { label: t("incorrect"), value: result.incorrect },
    { label: t("undecided"), value: result.undecided },
    ...common,
  ];
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { PlainText } from "#components/text/plain-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import type { ProblemImportOptions, ProblemImportResult } from "#lib/problem/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";
import { BadRows } from "./bad-rows.tsx";
import { Figures } from "./figures.tsx";
import { ProblemImportFields } from "./problem-import-fields.tsx";

export interface PreviewRow {
  readonly line: number;
  readonly text: string;
  readonly answer: string;
  readonly favouredStrategyId: number;
}

interface ProblemPreviewProps {
  readonly uploadId: string;
  readonly options: ProblemImportOptions;
  readonly result: ProblemImportResult;
  readonly fresh: number;
  readonly rows: readonly PreviewRow[];
  readonly columns: readonly string[];
  readonly strategies: readonly StrategyRow[];
  readonly href: string;
  readonly report: string;
  readonly start: (input: unknown) => Promise<ActionResult<{ readonly runId: number }>>;
}

/** Step two: what the file would bring, and how. */
export function ProblemPreview(props: ProblemPreviewProps) {
  const { uploadId, options, result, fresh, rows, strategies, href, start } = props;
  const t = useTranslations("problems.preview");
  const router = useRouter();
  const [skipBad, setSkipBad] = useState(false);
  const { run, pending, failure } = useAction(start, ({ runId }) =>
    router.push(`${href}?run=${runId}`),
  );
  const bad = result.bad.length;
  const mustSkip = bad > 0 && !skipBad;
  return (
    <>
      <Figures
        figures={[
          { label: t("rows"), value: result.rows },
          { label: t("fresh"), value: fresh },
          { label: t("duplicates"), value: result.duplicates },
          { label: t("bad"), value: bad },
          ...result.subsets.map((subset) => ({
            label: subset.name,
            value: subset.rows,
            sign: signOf(strategies, subset.strategyId),
          })),
        ]}
      />
      <section className="space-y-4 border-t border-line px-5 py-4">
        <ProblemImportFields
          options={options}
          columns={props.columns}
          strategies={strategies}
          href={`${href}?what=problems&upload=${uploadId}`}
        />
        {bad > 0 ? (
          <div>
            <Checkbox checked={skipBad} onChange={setSkipBad}>
              {t("skipBad", { n: bad })}
            </Checkbox>
            <p className="mt-1 pl-[22px] text-xs text-ink-3">{t("mustSkip")}</p>
          </div>
        ) : null}
        {failure ? <ErrorBox title={failure.message} /> : null}
        <div className="flex items-center gap-3">
          <Button
            variant="primary"
            pending={pending}
            disabled={mustSkip || fresh === 0}
            onClick={() => run({ what: "problems", uploadId, options: { ...options, skipBad } })}
          >
            {t("submit", { n: fresh })}
          </Button>
          {fresh === 0 ? <span className="text-sm text-ink-3">{t("nothing")}</span> : null}
        </div>
      </section>
      <BadRows bad={result.bad} total={bad} report={props.report} />
      <FirstRows rows={rows} strategies={strategies} />
    </>
  );
}

function signOf(strategies: readonly StrategyRow[], strategyId: number) {
  const strategy = strategies.find((one) => one.id === strategyId);
  return strategy ? <SubsetSign {...strategy} size="sm" /> : null;
}

interface FirstRowsProps {
  readonly rows: readonly PreviewRow[];
  readonly strategies: readonly StrategyRow[];
}

function FirstRows({ rows, strategies }: FirstRowsProps) {
  const t = useTranslations("problems");
  if (rows.length === 0) return null;
  return (
    <section className="border-t border-line">
      <h2 className="flex h-9 items-center px-5 text-sm font-semibold">{t("preview.first")}</h2>
      <table className="grid-table" data-dense>
        <thead>
          <tr>
            <th data-num>{t("preview.line")}</th>
            <th>{t("columns.problem")}</th>
            <th>{t("columns.answer")}</th>
            <th>{t("columns.subset")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <td data-num className="w-16 text-ink-3">
                {row.line}
              </td>
              <td className="w-[60%] max-w-0 truncate">
                <PlainText>{row.text.replaceAll(/\s+/g, " ")}</PlainText>
              </td>
              <td className="max-w-0 truncate font-mono text-xs">
                <PlainText>{row.answer}</PlainText>
              </td>
              <td className="w-20">{signOf(strategies, row.favouredStrategyId)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ProblemImportOptions } from "#lib/problem/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";

interface ProblemImportFieldsProps {
  readonly options: ProblemImportOptions;
  readonly columns: readonly string[];
  readonly strategies: readonly StrategyRow[];
  /** The preview's address; each choice is part of it. */
  readonly href: string;
}

const auto = "auto";

/** How the rows are read: the address holds every choice, so the preview always shows what will happen. */
export function ProblemImportFields({
  options,
  columns,
  strategies,
  href,
}: ProblemImportFieldsProps) {
  const t = useTranslations("problems.preview");
  const router = useRouter();
  const choose = (part: Readonly<Record<string, string>>) => {
    const query = { ...queryOf(options), ...part };
    const kept = Object.entries(query).filter(([, value]) => value !== "" && value !== auto);
    router.replace(`${href}&${new URLSearchParams(kept)}`, { scroll: false });
  };
  const columnOptions = [
    { value: auto, label: t("columnAuto") },
    ...columns.map((column) => ({ value: column, label: column })),
  ];
  return (
    <div className="space-y-3">
      <div className="grid max-w-3xl grid-cols-3 gap-4">
        <Field id="import-subset" label={t("subset")}>
          <Select
            id="import-subset"
            value={String(options.subset)}
            onChange={(subset) => choose({ subset })}
            options={[
              { value: auto, label: t("auto") },
              ...strategies.map(({ id, subsetName }) => ({ value: String(id), label: subsetName })),
            ]}
          />
        </Field>
        <Field id="import-problem" label={t("columnProblem")}>
          <Select
            id="import-problem"
            value={options.mapping.problem ?? auto}
            onChange={(problem) => choose({ problem })}
            options={columnOptions}
          />
        </Field>
        <Field id="import-answer" label={t("columnAnswer")}>
          <Select
            id="import-answer"
            value={options.mapping.answer ?? auto}
            onChange={(answer) => choose({ answer })}
            options={columnOptions}
          />
        </Field>
      </div>
      <Checkbox
        checked={options.heldOut}
        onChange={(heldOut) => choose({ heldOut: heldOut ? "1" : "" })}
      >
        {t("heldOut")}
      </Checkbox>
    </div>
  );
}

function queryOf(options: ProblemImportOptions): Record<string, string> {
  return {
    subset: String(options.subset),
    problem: options.mapping.problem ?? "",
    answer: options.mapping.answer ?? "",
    heldOut: options.heldOut ? "1" : "",
  };
}

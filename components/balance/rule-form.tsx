"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { CaseSign } from "#components/sign/case-sign.tsx";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { entryCases } from "#lib/method/balance/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";
import type { DraftField, RuleDraft } from "./rule-draft.ts";

interface RuleFormProps {
  readonly strategies: readonly [StrategyRow, StrategyRow];
  readonly draft: RuleDraft;
  readonly errors: Readonly<Partial<Record<DraftField, string>>>;
  readonly onChange: (change: Partial<RuleDraft>) => void;
}

/** Every knob of the rule; each change is previewed at once and stored only when it is saved. */
export function RuleForm({ strategies, draft, errors, onChange }: RuleFormProps) {
  const t = useTranslations("balance.form");
  const id = useId();
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <Segmented
          label={t("ratio")}
          value={draft.isRatio ? "ratio" : "all"}
          items={[
            { value: "ratio", label: t("toRatio") },
            { value: "all", label: t("everything") },
          ]}
          onChange={(value) => onChange({ isRatio: value === "ratio" })}
        />
        {draft.isRatio ? (
          <RatioFields {...{ strategies, draft, errors, onChange }} id={id} />
        ) : (
          <p className="text-xs text-ink-3">{t("everythingHint")}</p>
        )}
      </div>
      <Checkbox
        checked={draft.includePending}
        onChange={(includePending) => onChange({ includePending })}
      >
        {t("includePending")}
      </Checkbox>
      <Field id={`${id}-seed`} label={t("seed")} hint={t("seedHint")} error={errors.seed}>
        <Input
          id={`${id}-seed`}
          mono
          inputMode="numeric"
          value={draft.seed}
          aria-invalid={errors.seed !== undefined}
          aria-describedby={errors.seed ? `${id}-seed-error` : `${id}-seed-hint`}
          onChange={(event) => onChange({ seed: event.target.value })}
        />
      </Field>
      <div>
        <Checkbox checked={draft.isLimited} onChange={(isLimited) => onChange({ isLimited })}>
          {t("limit")}
        </Checkbox>
        {draft.isLimited ? (
          <Field
            id={`${id}-max`}
            label={<span className="sr-only">{t("maxTokens")}</span>}
            hint={t("limitHint")}
            error={errors.maxTokens}
            className="mt-1"
          >
            <Input
              id={`${id}-max`}
              mono
              inputMode="numeric"
              value={draft.maxTokens}
              aria-invalid={errors.maxTokens !== undefined}
              onChange={(event) => onChange({ maxTokens: event.target.value })}
            />
          </Field>
        ) : null}
      </div>
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{t("caps")}</legend>
        {entryCases.map((entryCase) => (
          <div key={entryCase} className="flex h-9 items-center gap-2 text-sm">
            <CaseSign value={entryCase} />
            <span className="flex-1 text-ink-2">{t("cap")}</span>
            <Input
              mono
              className="max-w-24 text-right"
              inputMode="numeric"
              placeholder={t("noCap")}
              value={draft.caps[entryCase]}
              aria-label={t("capOf", { case: entryCase })}
              onChange={(event) =>
                onChange({ caps: { ...draft.caps, [entryCase]: event.target.value } })
              }
            />
          </div>
        ))}
        {errors.caps ? (
          <p role="alert" className="mt-1 text-xs text-rejected-ink">
            {errors.caps}
          </p>
        ) : null}
      </fieldset>
    </div>
  );
}

function RatioFields({
  strategies,
  draft,
  errors,
  onChange,
  id,
}: RuleFormProps & { readonly id: string }) {
  const t = useTranslations("balance.form");
  const [one, two] = strategies;
  const field = (strategy: StrategyRow, name: "one" | "two") => (
    <div className="flex min-w-0 flex-1 items-center gap-1.5">
      <SubsetSign
        position={strategy.position}
        sign={strategy.sign}
        subsetName={strategy.subsetName}
      />
      <Input
        mono
        inputMode="decimal"
        value={draft[name]}
        aria-label={t("shareOf", { subset: strategy.subsetName })}
        aria-invalid={errors.ratio !== undefined}
        aria-describedby={errors.ratio ? `${id}-ratio-error` : undefined}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </div>
  );
  return (
    <>
      <div className="flex items-center gap-2">
        {field(one, "one")}
        <span aria-hidden className="text-ink-3">
          {t("colon")}
        </span>
        {field(two, "two")}
      </div>
      {errors.ratio ? (
        <p id={`${id}-ratio-error`} role="alert" className="text-xs text-rejected-ink">
          {errors.ratio}
        </p>
      ) : null}
      <Segmented
        label={t("by")}
        value={draft.by}
        items={[
          { value: "entries", label: t("byEntries") },
          { value: "tokens", label: t("byTokens") },
        ]}
        onChange={(by) => onChange({ by })}
      />
    </>
  );
}

"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { StrategyFieldset } from "#components/project/strategy-fieldset.tsx";
import type { ActionResult } from "#components/shell/action-result.ts";
import { Field } from "#components/ui/field.tsx";
import { Link } from "#components/ui/link.tsx";
import { Select } from "#components/ui/select.tsx";
import type { StrategyRow, StrategyUpdate } from "#lib/project/schema.ts";
import { SettingsSection } from "./settings-section.tsx";
import { useDraft } from "./use-draft.ts";

interface StrategiesSaved {
  readonly promptsReplaced: readonly string[];
  readonly promptsKept: readonly string[];
}

interface StrategiesFormProps {
  readonly strategies: readonly [StrategyRow, StrategyRow];
  readonly policies: readonly { readonly id: number; readonly name: string }[];
  /** The project's address, for links. */
  readonly base: string;
  readonly save: (updates: readonly StrategyUpdate[]) => Promise<ActionResult<StrategiesSaved>>;
}

const none = "none";

/** The pair of strategies: names, signs, subsets, tools, teachers. */
export function StrategiesForm({ strategies, policies, base, save }: StrategiesFormProps) {
  const t = useTranslations("settings.strategies");
  const [notice, setNotice] = useState<StrategiesSaved | null>(null);
  const { draft, change, section } = useDraft(
    { one: strategies[0], two: strategies[1] },
    ({ one, two }) => save([updateOf(one), updateOf(two)]),
    setNotice,
  );
  const options = [
    { value: none, label: t("policyNone") },
    ...policies.map((policy) => ({ value: String(policy.id), label: policy.name })),
  ];
  const column = (key: "one" | "two", position: 1 | 2) => (
    <div className="min-w-0 space-y-2.5">
      <StrategyFieldset
        position={position}
        value={draft[key]}
        onChange={(fields) => change({ [key]: { ...draft[key], ...fields } })}
      />
      <Field id={`policy-${position}`} label={t("policy")}>
        <Select
          id={`policy-${position}`}
          value={String(draft[key].policyId ?? none)}
          options={options}
          onChange={(value) =>
            change({ [key]: { ...draft[key], policyId: value === none ? null : Number(value) } })
          }
        />
      </Field>
    </div>
  );
  return (
    <SettingsSection title={t("title")} hint={t("hint")} {...section}>
      <div className="grid grid-cols-2 gap-4">
        {column("one", 1)}
        {column("two", 2)}
      </div>
      {notice && !section.isDirty ? <Notice saved={notice} base={base} /> : null}
    </SettingsSection>
  );
}

function updateOf({
  id,
  name,
  sign,
  subsetName,
  usesTools,
  policyId,
}: StrategyRow): StrategyUpdate {
  return { id, name, sign, subsetName, usesTools, policyId };
}

/** What a change of tools did to the prompts. */
function Notice({ saved, base }: { readonly saved: StrategiesSaved; readonly base: string }) {
  const t = useTranslations("settings.strategies");
  const format = useFormatter();
  if (saved.promptsReplaced.length + saved.promptsKept.length === 0) return null;
  return (
    <div className="rounded-md bg-sunken px-3 py-2 text-sm text-ink-2">
      {saved.promptsReplaced.length > 0 ? (
        <p>{t("promptsReplaced", { names: format.list([...saved.promptsReplaced]) })}</p>
      ) : null}
      {saved.promptsKept.length > 0 ? (
        <p>{t("promptsKept", { names: format.list([...saved.promptsKept]) })}</p>
      ) : null}
      <p>{t("wording")}</p>
      <p className="mt-1 flex gap-3">
        <Link className="link" href={`${base}/prompts`}>
          {t("toPrompts")}
        </Link>
        <Link className="link" href={`${base}/transitions`}>
          {t("toTransitions")}
        </Link>
      </p>
    </div>
  );
}

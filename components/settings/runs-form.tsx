"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { ProjectSettings } from "#lib/project/schema.ts";
import { NumberField, toNumber } from "./number-field.tsx";
import type { SaveSettings } from "./save-settings.ts";
import { SettingsSection } from "./settings-section.tsx";
import { useDraft } from "./use-draft.ts";

const fields = ["tokenBudget", "maxToolCalls", "toolTimeoutMs", "seed"] as const;

interface RunsFormProps {
  readonly settings: ProjectSettings;
  readonly save: SaveSettings;
}

/** Budgets and tool limits of one attempt. */
export function RunsForm({ settings, save }: RunsFormProps) {
  const t = useTranslations("settings.runs");
  const { draft, change, section } = useDraft(
    {
      tokenBudget: String(settings.tokenBudget),
      maxToolCalls: String(settings.maxToolCalls),
      toolTimeoutMs: String(settings.toolTimeoutMs),
      seed: String(settings.seed),
      allowTruncatedFirst: settings.allowTruncatedFirst,
    },
    (typed) =>
      save({
        tokenBudget: toNumber(typed.tokenBudget),
        maxToolCalls: toNumber(typed.maxToolCalls),
        toolTimeoutMs: toNumber(typed.toolTimeoutMs),
        seed: toNumber(typed.seed),
        allowTruncatedFirst: typed.allowTruncatedFirst,
      }),
  );
  return (
    <SettingsSection title={t("title")} hint={t("hint")} {...section}>
      <div className="grid grid-cols-4 gap-4">
        {fields.map((name) => (
          <NumberField
            key={name}
            id={name}
            label={t(name)}
            hint={t(`${name}Hint`)}
            value={draft[name]}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
      </div>
      <div>
        <Checkbox
          checked={draft.allowTruncatedFirst}
          onChange={(allowTruncatedFirst) => change({ allowTruncatedFirst })}
        >
          {t("allowTruncatedFirst")}
        </Checkbox>
        <p className="mt-1 pl-[22px] text-xs text-ink-3">{t("allowTruncatedFirstHint")}</p>
      </div>
    </SettingsSection>
  );
}

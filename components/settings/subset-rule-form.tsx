"use client";

import { useTranslations } from "next-intl";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { Field } from "#components/ui/field.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { ProjectSettings, StrategyRow } from "#lib/project/schema.ts";
import { NumberField, toNumber } from "./number-field.tsx";
import type { SaveSettings } from "./save-settings.ts";
import { SettingsSection } from "./settings-section.tsx";
import { useDraft } from "./use-draft.ts";

interface SubsetRuleFormProps {
  readonly settings: ProjectSettings;
  readonly strategies: readonly StrategyRow[];
  readonly save: SaveSettings;
}

/** Which answers favour which strategy when problems come in. */
export function SubsetRuleForm({ settings, strategies, save }: SubsetRuleFormProps) {
  const t = useTranslations("settings.subsets");
  const { largeThreshold, largeFavours } = settings.subsetRule;
  const { draft, change, section } = useDraft(
    { largeThreshold: String(largeThreshold), largeFavours: String(largeFavours) },
    (typed) =>
      save({
        subsetRule: {
          largeThreshold: toNumber(typed.largeThreshold),
          largeFavours: typed.largeFavours === "2" ? 2 : 1,
        },
      }),
  );
  return (
    <SettingsSection title={t("title")} hint={t("hint")} {...section}>
      <div className="grid grid-cols-4 gap-4">
        <NumberField
          id="largeThreshold"
          label={t("largeThreshold")}
          hint={t("largeThresholdHint")}
          value={draft.largeThreshold}
          onChange={(value) => change({ largeThreshold: value })}
        />
        <Field id="largeFavours" label={t("largeFavours")} className="col-span-3">
          <Segmented
            label={t("largeFavours")}
            value={draft.largeFavours}
            onChange={(value) => change({ largeFavours: value })}
            items={strategies.map(({ position, sign, subsetName }) => ({
              value: String(position),
              label: (
                <>
                  <SubsetSign position={position} sign={sign} subsetName={subsetName} size="sm" />
                  {subsetName}
                </>
              ),
            }))}
          />
        </Field>
      </div>
    </SettingsSection>
  );
}

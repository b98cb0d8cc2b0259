"use client";

import { useTranslations } from "next-intl";
import type { ProjectSettings } from "#lib/project/schema.ts";
import { NumberField, toLimit } from "./number-field.tsx";
import type { SaveSettings } from "./save-settings.ts";
import { SettingsSection } from "./settings-section.tsx";
import { useDraft } from "./use-draft.ts";

interface LimitsFormProps {
  readonly settings: ProjectSettings;
  readonly save: SaveSettings;
}

const micros = 1_000_000;

/** Where a run pauses by itself. */
export function LimitsForm({ settings, save }: LimitsFormProps) {
  const t = useTranslations("settings.limits");
  const { tokenLimit, costLimitMicros } = settings;
  const { draft, change, section } = useDraft(
    {
      tokens: tokenLimit === null ? "" : String(tokenLimit),
      cost: costLimitMicros === null ? "" : String(costLimitMicros / micros),
    },
    (typed) => {
      const cost = toLimit(typed.cost);
      return save({
        tokenLimit: toLimit(typed.tokens),
        costLimitMicros: cost === null ? null : Math.round(cost * micros),
      });
    },
  );
  return (
    <SettingsSection title={t("title")} hint={t("hint")} {...section}>
      <div className="grid grid-cols-4 gap-4">
        <NumberField
          id="tokenLimit"
          label={t("tokenLimit")}
          hint={t("tokenLimitHint")}
          value={draft.tokens}
          onChange={(tokens) => change({ tokens })}
        />
        <NumberField
          id="costLimit"
          label={t("costLimit")}
          hint={t("costLimitHint")}
          value={draft.cost}
          onChange={(cost) => change({ cost })}
        />
      </div>
    </SettingsSection>
  );
}

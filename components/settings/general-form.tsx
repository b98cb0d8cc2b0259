"use client";

import { useTranslations } from "next-intl";
import type { ActionResult } from "#components/shell/action-result.ts";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { SettingsSection } from "./settings-section.tsx";
import { useDraft } from "./use-draft.ts";

interface GeneralFormProps {
  readonly name: string;
  readonly description: string;
  readonly save: (input: { name: string; description: string }) => Promise<ActionResult>;
}

export function GeneralForm({ name, description, save }: GeneralFormProps) {
  const t = useTranslations("settings.general");
  const { draft, change, section } = useDraft({ name, description }, save);
  return (
    <SettingsSection title={t("title")} hint={t("hint")} {...section}>
      <Field id="project-name" label={t("name")} className="max-w-md">
        <Input
          id="project-name"
          value={draft.name}
          maxLength={80}
          required
          autoComplete="off"
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <Field id="project-description" label={t("description")} className="max-w-xl">
        <Textarea
          id="project-description"
          rows={2}
          value={draft.description}
          onChange={(event) => change({ description: event.target.value })}
        />
      </Field>
    </SettingsSection>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Link } from "#components/ui/link.tsx";
import type { ProjectSettings } from "#lib/project/schema.ts";
import type { SaveSettings } from "./save-settings.ts";
import { SettingsSection } from "./settings-section.tsx";
import { useDraft } from "./use-draft.ts";

interface BufferFormProps {
  readonly settings: ProjectSettings;
  readonly studentPrompt: string;
  readonly promptHref: string;
  readonly save: SaveSettings;
}

/** What is eligible, and the student that counts its tokens. */
export function BufferForm({ settings, studentPrompt, promptHref, save }: BufferFormProps) {
  const t = useTranslations("settings.buffer");
  const { draft, change, section } = useDraft(
    { includePending: settings.includePending, tokenizer: settings.tokenizer },
    save,
  );
  return (
    <SettingsSection title={t("title")} hint={t("hint")} {...section}>
      <div>
        <Checkbox
          checked={draft.includePending}
          onChange={(includePending) => change({ includePending })}
        >
          {t("includePending")}
        </Checkbox>
        <p className="mt-1 pl-[22px] text-xs text-ink-3">{t("includePendingHint")}</p>
      </div>
      <Field id="tokenizer" label={t("tokenizer")} hint={t("tokenizerHint")} className="max-w-md">
        <Input
          id="tokenizer"
          mono
          value={draft.tokenizer}
          autoComplete="off"
          onChange={(event) => change({ tokenizer: event.target.value })}
        />
      </Field>
      <div className="max-w-xl">
        <p className="mb-1 flex items-baseline gap-1.5 text-sm font-medium">
          {t("studentPrompt")}
          <span className="text-xs font-normal text-ink-3">{t("studentPromptHint")}</span>
        </p>
        <pre className="max-h-40 overflow-auto rounded-md bg-sunken px-3 py-2 font-mono text-sm whitespace-pre-wrap">
          {studentPrompt}
        </pre>
        <Link href={promptHref} className="link mt-1 inline-block text-sm">
          {t("edit")}
        </Link>
      </div>
    </SettingsSection>
  );
}

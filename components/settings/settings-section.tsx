"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import type { ActionFailure } from "#components/shell/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";

interface SettingsSectionProps {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
  readonly isDirty: boolean;
  readonly isSaved: boolean;
  readonly pending: boolean;
  readonly failure: ActionFailure | null;
  readonly onSave: () => void;
}

/** One group of settings with its own save: what it is at the left, the fields at the right. */
export function SettingsSection({ title, hint, children, ...save }: SettingsSectionProps) {
  const t = useTranslations();
  const { isDirty, isSaved, pending, failure, onSave } = save;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave();
  };
  return (
    <form
      onSubmit={submit}
      className="grid grid-cols-[220px_minmax(0,1fr)] gap-x-8 border-b border-line px-5 py-5 last:border-b-0"
    >
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        <p className="mt-1 text-sm text-ink-3">{hint}</p>
      </div>
      <div className="max-w-3xl space-y-4">
        {children}
        {failure ? <ErrorBox title={failure.message} /> : null}
        <div className="flex items-center gap-3">
          <Button type="submit" disabled={!isDirty} pending={pending}>
            {t("common.save")}
          </Button>
          <span role="status" className="flex items-center gap-1.5 text-sm text-ink-3">
            {isSaved && !isDirty ? (
              <>
                <Check aria-hidden />
                {t("settings.saved")}
              </>
            ) : null}
          </span>
        </div>
      </div>
    </form>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { originOf, type PolicyRow } from "#lib/policy/schema.ts";
import type { PolicyDraft } from "./policy-draft.ts";

interface EndpointFieldsProps {
  readonly draft: PolicyDraft;
  readonly change: (part: Partial<PolicyDraft>) => void;
  readonly policy: PolicyRow | null;
}

/** Where the model answers. The embedded model's address is the Studio's own business. */
export function EndpointFields({ draft, change, policy }: EndpointFieldsProps) {
  const t = useTranslations("policies.form");
  if (policy?.isEmbedded) {
    return <p className="font-mono text-sm">{draft.model}</p>;
  }
  return (
    <>
      <Field id="baseUrl" label={t("baseUrl")} hint={t("baseUrlHint")} className="max-w-xl">
        <Input
          id="baseUrl"
          mono
          required
          autoComplete="off"
          value={draft.baseUrl}
          onChange={(event) => change({ baseUrl: event.target.value })}
        />
      </Field>
      <div className="grid max-w-xl grid-cols-[minmax(0,1fr)_auto] gap-4">
        <Field id="model" label={t("model")} hint={t("modelHint")}>
          <Input
            id="model"
            mono
            required
            autoComplete="off"
            value={draft.model}
            onChange={(event) => change({ model: event.target.value })}
          />
        </Field>
        <div>
          <p className="mb-1 text-sm font-medium">{t("api")}</p>
          <Segmented
            label={t("api")}
            value={draft.api}
            onChange={(api) => change({ api })}
            items={[
              { value: "completions", label: t("completions") },
              { value: "chat", label: t("chat") },
            ]}
          />
        </div>
      </div>
      <p className="text-xs text-ink-3">{t("apiHint")}</p>
      <KeyField draft={draft} change={change} policy={policy} />
    </>
  );
}

/** Write-only: what is stored is never shown, and it stays with the host it was entered for. */
function KeyField({ draft, change, policy }: EndpointFieldsProps) {
  const t = useTranslations("policies.form");
  const hasKey = policy?.hasKey ?? false;
  const hasMoved = hasKey && originOf(draft.baseUrl) !== originOf(policy?.settings.baseUrl ?? "");
  const hint = hasMoved ? t("keyMoved") : hasKey ? t("keyStored") : t("keyHint");
  return (
    <div className="max-w-xl space-y-2">
      <Field id="key" label={t("key")} hint={hint}>
        <Input
          id="key"
          type="password"
          mono
          autoComplete="new-password"
          value={draft.key}
          disabled={draft.removeKey}
          onChange={(event) => change({ key: event.target.value })}
        />
      </Field>
      {hasKey && !hasMoved ? (
        <Checkbox checked={draft.removeKey} onChange={(removeKey) => change({ removeKey })}>
          {t("keyRemove")}
        </Checkbox>
      ) : null}
    </div>
  );
}

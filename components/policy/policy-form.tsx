"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import type { PolicyRow, PolicySettings } from "#lib/policy/schema.ts";
import { EndpointFields } from "./endpoint-fields.tsx";
import { draftOf, inputOf, type PolicyDraft, type PolicyInput } from "./policy-draft.ts";

interface PolicyFormProps {
  /** Null: a new policy. */
  readonly policy: PolicyRow | null;
  readonly settings: PolicySettings;
  /** Address of the list. */
  readonly list: string;
  readonly save: (input: PolicyInput) => Promise<ActionResult<{ readonly keyDropped: boolean }>>;
}

const samplingFields = ["temperature", "topP", "topK", "minP", "repetitionPenalty"] as const;

/** Endpoint, sampling, capacity and price of one policy. */
export function PolicyForm({ policy, settings, list, save }: PolicyFormProps) {
  const t = useTranslations("policies.form");
  const router = useRouter();
  const [draft, setDraft] = useState(() => draftOf(settings, policy));
  const [isKeyDropped, setKeyDropped] = useState(false);
  const { run, pending, failure } = useAction(save, ({ keyDropped }) => {
    if (keyDropped) setKeyDropped(true);
    else router.push(list);
  });
  const change = (part: Partial<PolicyDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(inputOf(draft));
  };
  const text = (name: keyof PolicyDraft & string) => ({
    id: name,
    value: String(draft[name]),
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
    autoComplete: "off",
  });
  const isRecorded = policy?.kind === "recorded";
  return (
    <form onSubmit={submit}>
      <Group title={t("name")} hint={t("nameHint")}>
        <Input
          {...text("name")}
          aria-label={t("name")}
          required
          maxLength={80}
          className="max-w-md"
        />
      </Group>
      {isRecorded ? <Group title={t("endpoint")} hint={t("recorded")} /> : null}
      {isRecorded ? null : (
        <>
          <Group
            title={t("endpoint")}
            hint={policy?.isEmbedded ? t("embedded") : t("endpointHint")}
          >
            <EndpointFields draft={draft} change={change} policy={policy} />
          </Group>
          <Group title={t("sampling")} hint={t("samplingHint")}>
            <div className="grid grid-cols-5 gap-4">
              {samplingFields.map((name) => (
                <Field key={name} id={name} label={t(name)}>
                  <Input {...text(name)} inputMode="decimal" />
                </Field>
              ))}
            </div>
            <Field id="stop" label={t("stop")} hint={t("stopHint")} className="max-w-md">
              <Textarea {...text("stop")} mono rows={3} />
            </Field>
          </Group>
          <Group title={t("capacity")} hint={t("capacityHint")}>
            <div className="grid grid-cols-5 gap-4">
              <Field id="maxInFlight" label={t("maxInFlight")}>
                <Input {...text("maxInFlight")} inputMode="numeric" />
              </Field>
              <Field id="contextTokens" label={t("contextTokens")} hint={t("contextTokensHint")}>
                <Input {...text("contextTokens")} inputMode="numeric" />
              </Field>
              <Field id="inputPerMillion" label={t("inputPerMillion")} hint={t("perMillion")}>
                <Input {...text("inputPerMillion")} inputMode="decimal" />
              </Field>
              <Field id="outputPerMillion" label={t("outputPerMillion")} hint={t("perMillion")}>
                <Input {...text("outputPerMillion")} inputMode="decimal" />
              </Field>
              <Field id="currency" label={t("currency")}>
                <Input {...text("currency")} maxLength={3} mono />
              </Field>
            </div>
          </Group>
        </>
      )}
      <div className="flex items-center gap-3 px-5 py-4">
        <Button type="submit" variant="primary" pending={pending}>
          {t("save")}
        </Button>
        {failure ? <ErrorBox title={failure.message} /> : null}
        {isKeyDropped ? <p className="text-sm">{t("keyDropped")}</p> : null}
      </div>
    </form>
  );
}

interface GroupProps {
  readonly title: string;
  readonly hint: string;
  readonly children?: ReactNode;
}

function Group({ title, hint, children }: GroupProps) {
  return (
    <section className="grid grid-cols-[220px_minmax(0,1fr)] gap-x-8 border-b border-line px-5 py-5">
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        <p className="mt-1 text-sm text-ink-3">{hint}</p>
      </div>
      <div className="max-w-3xl space-y-4">{children}</div>
    </section>
  );
}

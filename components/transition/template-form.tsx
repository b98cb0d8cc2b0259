"use client";

import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";
import { WordDiff } from "#components/transition-editor/word-diff.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { placeholderNames } from "#lib/entry/placeholders.ts";
import { placementSchema, placements } from "#lib/method/splice/schema.ts";
import type { TransitionTemplateRow } from "#lib/transition/schema.ts";
import { draftOf, type TemplateDraft, type TemplateInput } from "./template-draft.ts";

interface TemplateFormProps {
  /** Null: a new template of the slot. */
  readonly template: TransitionTemplateRow | null;
  readonly usesTools: boolean;
  /** The page and the slot, to which a new template's name is added. */
  readonly slotHref: string;
  readonly save: (
    input: TemplateInput,
  ) => Promise<ActionResult<{ readonly id: number; readonly version: number }>>;
}

/** Edits a template: saving makes a new version; the name stays what it is. */
export function TemplateForm({ template, usesTools, slotHref, save }: TemplateFormProps) {
  const t = useTranslations("transitions");
  const router = useRouter();
  const version = template?.version ?? 0;
  const [base, setBase] = useState({ version, draft: draftOf(template, usesTools) });
  const [draft, setDraft] = useState(base.draft);
  const [savedAs, setSavedAs] = useState<number | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { run, pending, failure, dismiss } = useAction(save, (saved) => {
    setBase({ version: saved.version, draft });
    setSavedAs(saved.version);
    if (!template)
      router.replace(`${slotHref}&name=${encodeURIComponent(draft.name.trim())}`, {
        scroll: false,
      });
  });
  const change = (part: Partial<TemplateDraft>) => setDraft((before) => ({ ...before, ...part }));
  const isDirty = !isSame(draft, base.draft);
  const follow = () => {
    const newest = draftOf(template, usesTools);
    setBase({ version, draft: newest });
    setDraft(newest);
  };
  // Somebody saved elsewhere while nothing is typed here.
  if (!isDirty && version > base.version) follow();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run({ ...draft, basedOn: base.version });
  };
  const insert = (name: string) => {
    const at = field.current;
    if (!at) return;
    at.focus();
    at.setRangeText(`{${name}}`, at.selectionStart, at.selectionEnd, "end");
    change({ text: at.value });
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      {template ? null : (
        <Field id="template-name" label={t("form.name")} hint={t("form.nameHint")}>
          <Input
            id="template-name"
            mono
            required
            maxLength={60}
            autoComplete="off"
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
      )}
      <Field id="template-text" label={t("form.text")}>
        <Textarea
          id="template-text"
          ref={field}
          mono
          rows={5}
          required
          className="focus-visible:outline-transition"
          value={draft.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-1.5 text-xs text-ink-3">
        {t("form.insert")}
        {placeholderNames.map((name) => (
          <Button key={name} size="sm" onClick={() => insert(name)}>
            <span className="font-mono">{`{${name}}`}</span>
          </Button>
        ))}
      </div>
      <Field id="template-place" label={t("form.placement")} hint={t("form.placementHint")}>
        <Select
          id="template-place"
          value={draft.placement}
          onChange={(placement) => change({ placement: placementSchema.parse(placement) })}
          options={placements.map((value) => ({ value, label: t(`placement.${value}`) }))}
        />
      </Field>
      <div>
        <Checkbox
          checked={draft.forFirstWithoutCode}
          onChange={(forFirstWithoutCode) => change({ forFirstWithoutCode })}
        >
          {t("form.withoutCode")}
        </Checkbox>
        <p className="mt-1 pl-[22px] text-xs text-ink-3">{t("form.withoutCodeHint")}</p>
      </div>
      {template?.isDefault ? (
        <p className="flex items-center gap-2 text-sm text-ink-2">
          <Check aria-hidden />
          {t("form.isDefault")}
        </p>
      ) : (
        <Checkbox checked={draft.isDefault} onChange={(isDefault) => change({ isDefault })}>
          {t("form.default")}
        </Checkbox>
      )}
      {failure ? <ErrorBox title={failure.message} /> : null}
      {failure?.code === "conflict" && template && version > base.version ? (
        <section className="space-y-2 rounded-md border border-line-strong p-3">
          <h3 className="text-sm font-semibold">{t("conflict.title", { n: version })}</h3>
          <WordDiff before={template.text} after={draft.text} />
          <div className="flex gap-2">
            <Button
              size="sm"
              onClick={() => {
                follow();
                dismiss();
              }}
            >
              {t("conflict.theirs")}
            </Button>
            <Button size="sm" onClick={() => run({ ...draft, basedOn: version })}>
              {t("conflict.mine", { n: version + 1 })}
            </Button>
          </div>
        </section>
      ) : null}
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" pending={pending} disabled={!isDirty}>
          {template ? t("form.save", { n: base.version + 1 }) : t("form.create")}
        </Button>
        <span role="status" className="text-sm text-ink-3">
          {savedAs !== null && !isDirty ? t("form.saved", { n: savedAs }) : null}
        </span>
      </div>
      <p className="text-xs text-ink-3">{t("form.kept")}</p>
    </form>
  );
}

function isSame(one: TemplateDraft, other: TemplateDraft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

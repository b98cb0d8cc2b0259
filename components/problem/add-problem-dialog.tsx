"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { StrategyRow } from "#lib/project/schema.ts";

interface AddProblemDialogProps {
  readonly strategies: readonly StrategyRow[];
  readonly add: (input: unknown) => Promise<ActionResult<{ readonly id: number }>>;
  readonly onAdded: () => void;
}

const blank = { text: "", answer: "", source: "", topic: "", subset: "auto", heldOut: false };
const formId = "add-problem";

/** One problem by hand. What was typed stays until it is added. */
export function AddProblemDialog({ strategies, add, onAdded }: AddProblemDialogProps) {
  const t = useTranslations("problems");
  const common = useTranslations("common");
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState(blank);
  const { run, pending, failure } = useAction(add, () => {
    setDraft(blank);
    setOpen(false);
    onAdded();
  });
  const change = (part: Partial<typeof blank>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run({ ...draft, subset: draft.subset === "auto" ? "auto" : Number(draft.subset) });
  };
  const trigger = (
    <Button>
      <Plus aria-hidden />
      {t("add")}
    </Button>
  );
  const footer = (
    <>
      <DialogClose>
        <Button>{common("cancel")}</Button>
      </DialogClose>
      <Button type="submit" form={formId} variant="primary" pending={pending}>
        {t("form.submit")}
      </Button>
    </>
  );
  return (
    <Dialog
      trigger={trigger}
      title={t("form.title")}
      size="md"
      open={isOpen}
      onOpenChange={setOpen}
      footer={footer}
    >
      <form id={formId} onSubmit={submit} className="space-y-3">
        <Field id="problem-text" label={t("form.text")} hint={t("form.textHint")}>
          <Textarea
            id="problem-text"
            rows={5}
            required
            value={draft.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        </Field>
        <Field id="problem-answer" label={t("form.answer")} hint={t("form.answerHint")}>
          <Input
            id="problem-answer"
            mono
            required
            autoComplete="off"
            value={draft.answer}
            onChange={(event) => change({ answer: event.target.value })}
          />
        </Field>
        <div className="grid grid-cols-3 gap-3">
          <Field id="problem-subset" label={t("form.subset")}>
            <Select
              id="problem-subset"
              value={draft.subset}
              onChange={(subset) => change({ subset })}
              options={[
                { value: "auto", label: t("form.auto") },
                ...strategies.map(({ id, subsetName }) => ({
                  value: String(id),
                  label: subsetName,
                })),
              ]}
            />
          </Field>
          <Field id="problem-topic" label={t("form.topic")} optional={t("form.optional")}>
            <Input
              id="problem-topic"
              value={draft.topic}
              onChange={(event) => change({ topic: event.target.value })}
            />
          </Field>
          <Field id="problem-source" label={t("form.source")} optional={t("form.optional")}>
            <Input
              id="problem-source"
              value={draft.source}
              onChange={(event) => change({ source: event.target.value })}
            />
          </Field>
        </div>
        <Checkbox checked={draft.heldOut} onChange={(heldOut) => change({ heldOut })}>
          {t("form.heldOut")}
        </Checkbox>
        {failure ? <ErrorBox title={failure.message} /> : null}
      </form>
    </Dialog>
  );
}

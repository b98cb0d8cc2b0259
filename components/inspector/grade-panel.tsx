"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useActorName } from "#components/shell/use-actor-name.ts";
import { type Outcome, outcomes } from "#lib/method/grading/schema.ts";
import type { ActionResult } from "../shell/action-result.ts";
import { useAction } from "../shell/use-action.ts";
import { OutcomeMark } from "../sign/outcome-mark.tsx";
import { StrategySign } from "../sign/strategy-sign.tsx";
import { PlainText } from "../text/plain-text.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose } from "../ui/dialog.tsx";
import { ErrorBox } from "../ui/error-box.tsx";
import { Field } from "../ui/field.tsx";
import { Textarea } from "../ui/input.tsx";
import { Section } from "../ui/panel.tsx";
import { Segmented } from "../ui/segmented.tsx";

/** One attempt's grade as the panel shows it. */
export interface GradedAttempt {
  readonly trajectoryId: number;
  readonly part: "first" | "second";
  readonly position: 1 | 2;
  readonly sign: string;
  readonly name: string;
  readonly outcome: Outcome | null;
  readonly extracted: string | null;
  readonly reason: string | null;
  readonly grader: string | null;
  readonly override: { readonly reason: string; readonly author: string } | null;
}

type Override = (
  trajectoryId: number,
  outcome: Outcome | null,
  reason: string,
) => Promise<ActionResult<unknown>>;

interface GradePanelProps {
  readonly attempts: readonly GradedAttempt[];
  readonly gold: string;
  readonly override: Override;
}

/** What the grader found, why, and the way to overrule it. */
export function GradePanel({ attempts, gold, override }: GradePanelProps) {
  const t = useTranslations("inspector");
  const nameOf = useActorName();
  return (
    <Section
      title={t("grade")}
      meta={attempts.find(({ grader }) => grader !== null)?.grader ?? undefined}
    >
      <dl className="flex flex-col gap-2 text-sm">
        {attempts.map((attempt) => (
          <div key={attempt.part}>
            <dt className="flex items-center gap-1.5">
              <StrategySign {...attempt} size="sm" />
              {t(attempt.part)}
              <span className="min-w-0 truncate">
                <OutcomeMark value={attempt.outcome}>
                  <PlainText>{(attempt.extracted ?? t("noAnswer")).slice(0, 200)}</PlainText>
                </OutcomeMark>
              </span>
              <span className="ml-auto flex-none">
                <OverrideDialog attempt={attempt} override={override} />
              </span>
            </dt>
            <dd className="pl-5 text-xs text-ink-3">
              {attempt.override
                ? t("overruled", {
                    author: nameOf(attempt.override.author),
                    reason: attempt.override.reason,
                  })
                : (attempt.reason ?? t("notGraded"))}
            </dd>
          </div>
        ))}
        <div className="flex items-baseline gap-1.5">
          <dt className="text-ink-3">{t("reference")}</dt>
          <dd className="mono min-w-0 break-words font-strong">
            <PlainText>{gold.slice(0, 300)}</PlainText>
          </dd>
        </div>
      </dl>
    </Section>
  );
}

function OverrideDialog({
  attempt,
  override,
}: {
  readonly attempt: GradedAttempt;
  readonly override: Override;
}) {
  const t = useTranslations("inspector");
  const [isOpen, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(
    attempt.outcome === "correct" ? "incorrect" : "correct",
  );
  const [reason, setReason] = useState("");
  const { run, pending, failure } = useAction(override, () => {
    setOpen(false);
    setReason("");
  });
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="quiet" size="sm">
          {t(attempt.outcome === "undecided" ? "decide" : "override")}
        </Button>
      }
      title={t("overrideTitle", { part: t(attempt.part) })}
      description={t("overrideHint")}
      footer={
        <>
          {attempt.override ? (
            <Button
              pending={pending}
              onClick={() => run(attempt.trajectoryId, null, reason.trim() || t("lifted"))}
            >
              {t("lift")}
            </Button>
          ) : null}
          <DialogClose>
            <Button>{t("cancel")}</Button>
          </DialogClose>
          <Button
            variant="primary"
            pending={pending}
            disabled={reason.trim() === ""}
            onClick={() => run(attempt.trajectoryId, outcome, reason)}
          >
            {t("overrideDo")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Segmented
          label={t("outcome")}
          value={outcome}
          onChange={setOutcome}
          items={outcomes.map((value) => ({ value, label: t(`outcomeName.${value}`) }))}
        />
        <Field id={`override-${attempt.part}`} label={t("overrideReason")}>
          <Textarea
            id={`override-${attempt.part}`}
            value={reason}
            rows={3}
            maxLength={2000}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {failure ? <ErrorBox title={t("notOverruled")}>{failure.message}</ErrorBox> : null}
      </div>
    </Dialog>
  );
}

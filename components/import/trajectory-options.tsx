"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface TrajectoryOptionsProps {
  readonly uploadId: string;
  readonly name: string;
  /** The page's address. */
  readonly href: string;
  readonly start: (input: unknown) => Promise<ActionResult<{ readonly runId: number }>>;
}

/** Step two for attempts: whose they are; grading and joining happen in the worker. */
export function TrajectoryOptions({ uploadId, name, href, start }: TrajectoryOptionsProps) {
  const t = useTranslations("problems.preview");
  const router = useRouter();
  const [policyName, setPolicyName] = useState("recorded");
  const [skipBad, setSkipBad] = useState(false);
  const { run, pending, failure } = useAction(start, ({ runId }) =>
    router.push(`${href}?run=${runId}`),
  );
  return (
    <section className="max-w-2xl space-y-4 px-5 py-5">
      <p className="text-sm text-ink-2">{t("unpreviewed")}</p>
      <Field id="policy-name" label={t("policy")} hint={t("policyHint")} className="max-w-xs">
        <Input
          id="policy-name"
          value={policyName}
          maxLength={80}
          onChange={(event) => setPolicyName(event.target.value)}
        />
      </Field>
      <div>
        <Checkbox checked={skipBad} onChange={setSkipBad}>
          {t("skipAllBad")}
        </Checkbox>
        <p className="mt-1 pl-[22px] text-xs text-ink-3">{t("skipAllBadHint")}</p>
      </div>
      {failure ? <ErrorBox title={failure.message} /> : null}
      <Button
        variant="primary"
        pending={pending}
        onClick={() => run({ what: "trajectories", uploadId, options: { policyName, skipBad } })}
      >
        {t("submitAttempts", { name })}
      </Button>
    </section>
  );
}

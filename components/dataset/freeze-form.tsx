"use client";

import { Snowflake } from "lucide-react";
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
import { datasetNameSchema, type FrozenDataset } from "#lib/dataset/schema.ts";

export interface FreezeInput {
  readonly name: string;
  readonly validation: number | null;
}

interface FreezeFormProps {
  readonly projectId: number;
  readonly suggestedName: string;
  readonly canFreeze: boolean;
  readonly freeze: (input: FreezeInput) => Promise<ActionResult<FrozenDataset>>;
}

/** Name, split, and the one button that makes an immutable version. */
export function FreezeForm({ projectId, suggestedName, canFreeze, freeze }: FreezeFormProps) {
  const t = useTranslations("datasets.freeze");
  const router = useRouter();
  const [name, setName] = useState(suggestedName);
  const [isSplit, setSplit] = useState(false);
  const [percent, setPercent] = useState("10");
  const { run, pending, failure } = useAction(freeze, ({ datasetId }) =>
    router.push(`/projects/${projectId}/datasets/${datasetId}`),
  );
  const nameProblem = datasetNameSchema.safeParse(name).error?.issues[0]?.message;
  const share = Number(percent) / 100;
  const shareProblem = isSplit && !(share > 0 && share <= 0.5) ? t("percentRange") : undefined;
  const canRun = canFreeze && nameProblem === undefined && shareProblem === undefined;
  return (
    <form
      className="flex max-w-md flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (canRun) run({ name, validation: isSplit ? share : null });
      }}
    >
      <Field id="dataset-name" label={t("name")} hint={t("nameHint")} error={nameProblem}>
        <Input
          id="dataset-name"
          mono
          value={name}
          aria-invalid={nameProblem !== undefined}
          aria-describedby={nameProblem ? "dataset-name-error" : "dataset-name-hint"}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <div>
        <Checkbox checked={isSplit} onChange={setSplit}>
          {t("split")}
        </Checkbox>
        <p className="mt-1 text-xs text-ink-3">{t("splitHint")}</p>
        {isSplit ? (
          <Field
            id="dataset-split"
            label={t("percent")}
            error={shareProblem}
            className="mt-2 max-w-40"
          >
            <Input
              id="dataset-split"
              mono
              inputMode="decimal"
              value={percent}
              aria-invalid={shareProblem !== undefined}
              onChange={(event) => setPercent(event.target.value)}
            />
          </Field>
        ) : null}
      </div>
      {failure ? <ErrorBox title={failure.message} /> : null}
      <div>
        <Button type="submit" variant="primary" disabled={!canRun} pending={pending}>
          <Snowflake aria-hidden />
          {pending ? t("freezing") : t("freeze")}
        </Button>
      </div>
    </form>
  );
}

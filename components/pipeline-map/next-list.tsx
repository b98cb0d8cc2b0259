"use client";

import { useTranslations } from "next-intl";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { KeyHint } from "#components/ui/kbd.tsx";
import { Link } from "#components/ui/link.tsx";
import type { NextStep } from "#lib/pipeline-map/next-steps.ts";
import { pairsHref } from "./links.ts";
import type { RetryFailedAction } from "./retry-failed.tsx";

interface NextListProps {
  readonly projectId: number;
  readonly steps: readonly NextStep[];
  readonly retryFailed: RetryFailedAction;
}

/** What to do next, the most useful first, each with its key or its button. */
export function NextList({ projectId, steps, retryFailed }: NextListProps) {
  const t = useTranslations("map.next");
  if (steps.length === 0) return <p className="text-sm text-ink-3">{t("nothing")}</p>;
  return (
    <ol>
      {steps.map((step, at) => (
        <li key={step.what} className="flex items-center gap-[9px] py-[5px] leading-[1.35]">
          <span className="grid size-[18px] flex-none place-items-center self-start rounded-full bg-selected text-2xs font-semibold">
            {at + 1}
          </span>
          <StepText projectId={projectId} step={step} />
          <StepDo projectId={projectId} step={step} retryFailed={retryFailed} />
        </li>
      ))}
    </ol>
  );
}

interface StepProps {
  readonly projectId: number;
  readonly step: NextStep;
}

function StepText({ projectId, step }: StepProps) {
  const t = useTranslations("map.next");
  const values = valuesOf(step);
  return (
    <Link href={hrefOf(projectId, step)} className="group min-w-0 flex-1">
      <span className="font-strong group-hover:underline">{t(`${step.what}.title`, values)}</span>
      <span className="block text-xs text-ink-3">{t(`${step.what}.hint`, values)}</span>
    </Link>
  );
}

function valuesOf(step: NextStep): Record<string, string | number> {
  if (step.what === "even-tokens") return { one: step.shares[0], two: step.shares[1] };
  if (step.what === "export") return { dataset: step.dataset };
  return "n" in step ? { n: step.n } : {};
}

function hrefOf(projectId: number, step: NextStep): string {
  const base = `/projects/${projectId}`;
  switch (step.what) {
    case "add-problems":
      return `${base}/problems`;
    case "assign-teachers":
      return `${base}/settings`;
    case "fix-sandbox":
    case "fix-model":
      return "/system";
    case "run-stage-1":
      return `${base}?run=1`;
    case "decide":
      return pairsHref(projectId, { outcome: "undecided" });
    case "review":
      return pairsHref(projectId, { verdict: "pending" });
    case "edit":
      return pairsHref(projectId, { verdict: "needs-edit" });
    case "retry-00":
      return pairsHref(projectId, { caseOf: "0,0" });
    case "retry-failed":
      return `${base}/runs/${step.runIds[0]}`;
    case "balance":
    case "even-tokens":
      return `${base}/balance`;
    case "freeze":
      return `${base}/datasets`;
    case "export":
      return `${base}/datasets/${step.datasetId}`;
  }
}

const keyOf: Partial<Record<NextStep["what"], string>> = {
  "add-problems": "g p",
  "assign-teachers": "g s",
  "fix-sandbox": "g y",
  "fix-model": "g y",
  decide: "g t",
  review: "g t",
  edit: "g t",
  "retry-00": "g t",
  balance: "g b",
  "even-tokens": "g b",
  freeze: "g d",
  export: "g d",
};

/** A button where one press is enough, else the keys of the page where it is done. */
function StepDo({ projectId, step, retryFailed }: StepProps & Pick<NextListProps, "retryFailed">) {
  const t = useTranslations("map.next");
  const retry = useAction(retryFailed);
  if (step.what === "retry-failed") {
    return (
      <Button size="sm" pending={retry.pending} onClick={() => retry.run(projectId, step.runIds)}>
        {t("retry")}
      </Button>
    );
  }
  if (step.what === "run-stage-1") return <KeyHint keys="r" />;
  const keys = keyOf[step.what];
  return keys ? <KeyHint keys={keys} /> : null;
}

"use client";

import { Check, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { PolicyTest } from "#lib/policy/schema.ts";

interface TestButtonProps {
  readonly policyId: number;
  readonly test: (policyId: number) => Promise<ActionResult>;
}

/** Asks a worker to call the endpoint; the result arrives by itself. */
export function TestButton({ policyId, test }: TestButtonProps) {
  const t = useTranslations("policies.test");
  const { run, pending } = useAction(test);
  return (
    <Button size="sm" pending={pending} onClick={() => run(policyId)}>
      {t("button")}
    </Button>
  );
}

/** What the last test found, in the worker's words. */
export function TestResult({ test }: { readonly test: PolicyTest | null }) {
  const t = useTranslations("policies.test");
  if (!test) return <span className="text-ink-3">{t("never")}</span>;
  if (test.state === "testing") {
    return (
      <span className="text-ink-3" role="status">
        {t("testing")}
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={test.message}>
      {test.ok ? (
        <Check className="text-accepted-ink" aria-label={t("ok")} />
      ) : (
        <TriangleAlert aria-label={t("failed")} />
      )}
      <span className="truncate">{test.message || (test.ok ? t("ok") : t("failed"))}</span>
      <span className="flex-none text-xs text-ink-3">
        <TimeAgo at={test.at} />
      </span>
    </span>
  );
}

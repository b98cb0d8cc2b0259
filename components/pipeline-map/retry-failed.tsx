"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { runHref } from "./links.ts";

/** Puts what needs attention in these runs back to waiting; says how many units. */
export type RetryFailedAction = (
  projectId: number,
  runIds: readonly number[],
) => Promise<ActionResult<number>>;

interface RetryFailedProps {
  readonly n: number;
  readonly runIds: readonly number[];
  readonly projectId: number;
  readonly action: RetryFailedAction;
}

/** `9 failed` leads to the reasons, the arrow tries again. */
export function RetryFailedButton({ n, runIds, projectId, action }: RetryFailedProps) {
  const t = useTranslations("map");
  const retry = useAction(action);
  const runId = runIds[0];
  const href = runId === undefined ? `/projects/${projectId}/runs` : runHref(projectId, runId);
  return (
    <>
      <Link href={href} className="link text-xs" title={retry.failure?.message}>
        {retry.failure ? t("retryRefused") : t("failed", { n })}
      </Link>
      <Tooltip label={t("retryFailed")}>
        <Button
          variant="quiet"
          size="sm"
          iconOnly
          aria-label={t("retryFailed")}
          pending={retry.pending}
          onClick={() => retry.run(projectId, runIds)}
        >
          <RotateCcw aria-hidden />
        </Button>
      </Tooltip>
    </>
  );
}

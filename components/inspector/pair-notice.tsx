"use client";

import { RotateCcw, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import type { Notice } from "#lib/pair/inspector/notice.ts";
import type { ActionResult } from "../shell/action-result.ts";
import { useAction } from "../shell/use-action.ts";
import { PlainText } from "../text/plain-text.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorBox } from "../ui/error-box.tsx";

interface PairNoticeProps {
  readonly pairId: number;
  readonly state: Notice["state"];
  readonly reason: string;
  readonly latestHref: string | null;
  readonly retry: (pairId: number) => Promise<ActionResult<unknown>>;
}

/** Why a pair has no entry, and what can be done about it. */
export function PairNotice({ pairId, state, reason, latestHref, retry }: PairNoticeProps) {
  const t = useTranslations("inspector");
  const { run, pending, failure } = useAction(retry);
  if (state === "entry" && latestHref === null) return null;
  return (
    <div className="mt-3 rounded-lg border border-line-strong bg-surface px-3 py-2 text-sm">
      {state === "entry" ? null : (
        <p className="flex items-start gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 flex-none" />
          <span className="min-w-0">
            <b className="font-strong">{t(`notice.${state}`)}</b>{" "}
            <span className="text-ink-2">
              <PlainText>{reason}</PlainText>
            </span>
          </span>
          {state === "waiting" ? null : (
            <Button size="sm" className="ml-auto" pending={pending} onClick={() => run(pairId)}>
              <RotateCcw aria-hidden />
              {t("retry")}
            </Button>
          )}
        </p>
      )}
      {latestHref === null ? null : (
        <p className="text-ink-2">
          {t("older")}{" "}
          <Link className="link" href={latestHref}>
            {t("toLatest")}
          </Link>
        </p>
      )}
      {failure ? <ErrorBox title={t("notRetried")}>{failure.message}</ErrorBox> : null}
    </div>
  );
}

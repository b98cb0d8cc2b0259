"use client";

import clsx from "clsx";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { RestoreRevision, SavedRevision } from "#lib/entry/schema.ts";
import type { InspectorRevision } from "#lib/pair/inspector/schema.ts";
import type { ActionResult } from "../shell/action-result.ts";
import { useAction } from "../shell/use-action.ts";
import { WordDiff } from "../transition-editor/word-diff.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorBox } from "../ui/error-box.tsx";
import { Section } from "../ui/panel.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

interface HistoryPanelProps {
  readonly entryId: number;
  readonly currentId: number;
  readonly history: readonly InspectorRevision[];
  readonly restore: (input: RestoreRevision) => Promise<ActionResult<SavedRevision>>;
}

/** Every revision, newest first: compare it with the current one, or bring its transition back. */
export function HistoryPanel({ entryId, currentId, history, restore }: HistoryPanelProps) {
  const t = useTranslations("inspector");
  const [openId, setOpenId] = useState<number | null>(null);
  const { run, pending, failure } = useAction(restore);
  const current = history.find((revision) => revision.id === currentId);
  return (
    <Section title={t("history")}>
      <ol className="flex flex-col gap-1.5 text-sm">
        {history.map((revision) => {
          const { isCurrent, canCompare, canRestore } = relationOf(revision, current);
          return (
            <li key={revision.id} className="flex flex-wrap items-baseline gap-x-1.5">
              <span
                aria-hidden
                className={clsx(
                  "size-2 flex-none rounded-full border border-ink-3",
                  isCurrent && "bg-ink",
                )}
              />
              <b className="mono font-strong">{t("revision", { n: revision.n })}</b>
              <span className="min-w-0 break-words">{revision.reason || t("edited")}</span>
              <span className="text-xs text-ink-3">
                {revision.author} · <TimeAgo at={revision.createdAt} />
              </span>
              <span className="ml-auto flex gap-1">
                {canCompare ? (
                  <Button
                    variant="quiet"
                    size="sm"
                    aria-expanded={openId === revision.id}
                    onClick={() => setOpenId(openId === revision.id ? null : revision.id)}
                  >
                    {t("diff")}
                  </Button>
                ) : null}
                {canRestore ? (
                  <Button
                    variant="quiet"
                    size="sm"
                    pending={pending}
                    onClick={() =>
                      run({
                        entryId,
                        baseRevisionId: currentId,
                        revisionId: revision.id,
                        reason: "",
                      })
                    }
                  >
                    {t("restore")}
                  </Button>
                ) : null}
              </span>
              {openId === revision.id ? (
                <div className="mt-1 w-full rounded-md border border-line p-2">
                  <p className="mb-1 text-xs text-ink-3">
                    {t("diffTitle", { from: revision.n, to: current?.n ?? 0 })}
                  </p>
                  <WordDiff before={revision.transition ?? ""} after={current?.transition ?? ""} />
                </div>
              ) : null}
            </li>
          );
        })}
      </ol>
      {failure ? <ErrorBox title={t("notRestored")}>{failure.message}</ErrorBox> : null}
    </Section>
  );
}

/** What can be done with a revision beside the current one. A transition fits only the case it was made for. */
function relationOf(revision: InspectorRevision, current: InspectorRevision | undefined) {
  const isCurrent = revision.id === current?.id;
  const canCompare = !isCurrent && revision.transition !== null && current?.transition != null;
  const isSame =
    revision.transition === current?.transition && revision.placement === current?.placement;
  return {
    isCurrent,
    canCompare,
    canRestore: canCompare && revision.case === current?.case && !isSame,
  };
}

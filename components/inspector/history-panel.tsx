"use client";

import clsx from "clsx";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { RestoreRevision, SavedRevision } from "#lib/entry/schema.ts";
import type { InspectorRevision } from "#lib/pair/inspector/schema.ts";
import type { ActionResult } from "../shell/action-result.ts";
import { useAction } from "../shell/use-action.ts";
import { WordDiff } from "../transition-editor/word-diff.tsx";
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
            <li
              key={revision.id}
              className="relative flex flex-wrap items-center gap-x-2 not-first:before:absolute not-first:before:-top-4 not-first:before:left-[3px] not-first:before:h-5 not-first:before:w-px not-first:before:bg-line-strong"
            >
              <span
                aria-hidden
                className={clsx(
                  "relative z-10 size-[7px] flex-none rounded-full border-[1.5px]",
                  isCurrent ? "border-ink bg-ink" : "border-ink-3 bg-surface",
                )}
              />
              <b className="mono font-strong">{t("revision", { n: revision.n })}</b>
              <span className="min-w-0 flex-1 truncate" title={revision.reason}>
                {revision.reason || t("edited")}
              </span>
              <span className="flex-none text-xs text-ink-3">
                {revision.author} · <TimeAgo at={revision.createdAt} />
              </span>
              <span className="flex flex-none gap-2 empty:hidden">
                {canCompare ? (
                  <button
                    type="button"
                    className="link text-xs text-ink-2"
                    aria-expanded={openId === revision.id}
                    onClick={() => setOpenId(openId === revision.id ? null : revision.id)}
                  >
                    {t("diff")}
                  </button>
                ) : null}
                {canRestore ? (
                  <button
                    type="button"
                    className="link text-xs text-ink-2"
                    disabled={pending}
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
                  </button>
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

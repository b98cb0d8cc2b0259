"use client";

import clsx from "clsx";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useActorName } from "#components/shell/use-actor-name.ts";
import type { RestoreRevision, SavedRevision } from "#lib/entry/schema.ts";
import type { InspectorRevision } from "#lib/pair/inspector/schema.ts";
import type { ActionResult } from "../shell/action-result.ts";
import { useAction } from "../shell/use-action.ts";
import { WordDiff } from "../transition-editor/word-diff.tsx";
import { ErrorBox } from "../ui/error-box.tsx";
import { Section } from "../ui/panel.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

type Restore = (input: RestoreRevision) => Promise<ActionResult<SavedRevision>>;

interface HistoryPanelProps {
  readonly entryId: number;
  readonly currentId: number;
  readonly history: readonly InspectorRevision[];
  /** Null beside an open editor: what is typed there is based on the current revision. */
  readonly restore: Restore | null;
}

/** Every revision, newest first: compare it with the current one, or bring its transition back. */
export function HistoryPanel({ entryId, currentId, history, restore }: HistoryPanelProps) {
  const t = useTranslations("inspector");
  const current = history.find((revision) => revision.id === currentId);
  const toRestore = (revision: InspectorRevision): RestoreRevision => {
    return { entryId, baseRevisionId: currentId, revisionId: revision.id, reason: "" };
  };
  return (
    <Section title={t("history")}>
      <ol className="flex flex-col gap-1.5 text-sm">
        {history.map((revision) => (
          <Revision key={revision.id} revision={revision} current={current}>
            {restore && canRestore(revision, current) ? (
              <RestoreButton restore={restore} of={toRestore(revision)} />
            ) : null}
          </Revision>
        ))}
      </ol>
    </Section>
  );
}

interface RevisionProps {
  readonly revision: InspectorRevision;
  readonly current: InspectorRevision | undefined;
  readonly children: React.ReactNode;
}

function Revision({ revision, current, children }: RevisionProps) {
  const t = useTranslations("inspector");
  const nameOf = useActorName();
  const [isOpen, setOpen] = useState(false);
  const isCurrent = revision.id === current?.id;
  return (
    <li className="relative flex flex-wrap items-center gap-x-2 not-first:before:absolute not-first:before:-top-4 not-first:before:left-[3px] not-first:before:h-5 not-first:before:w-px not-first:before:bg-line-strong">
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
        {nameOf(revision.author)} · <TimeAgo at={revision.createdAt} />
      </span>
      <span className="flex flex-none gap-2 empty:hidden">
        {canCompare(revision, current) ? (
          <button
            type="button"
            className="link text-xs text-ink-2"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {t("diff")}
          </button>
        ) : null}
        {children}
      </span>
      {isOpen ? (
        <div className="mt-1 w-full rounded-md border border-line p-2">
          <p className="mb-1 text-xs text-ink-3">
            {t("diffTitle", { from: revision.n, to: current?.n ?? 0 })}
          </p>
          <WordDiff before={revision.transition ?? ""} after={current?.transition ?? ""} />
        </div>
      ) : null}
    </li>
  );
}

interface RestoreButtonProps {
  readonly restore: Restore;
  readonly of: RestoreRevision;
}

function RestoreButton({ restore, of }: RestoreButtonProps) {
  const t = useTranslations("inspector");
  const { run, pending, failure } = useAction(restore);
  return (
    <>
      <button
        type="button"
        className="link text-xs text-ink-2"
        disabled={pending}
        onClick={() => run(of)}
      >
        {t("restore")}
      </button>
      {failure ? <ErrorBox title={t("notRestored")}>{failure.message}</ErrorBox> : null}
    </>
  );
}

function canCompare(revision: InspectorRevision, current: InspectorRevision | undefined): boolean {
  const isCurrent = revision.id === current?.id;
  return !isCurrent && revision.transition !== null && current?.transition != null;
}

/** A transition fits only the case it was made for; bringing back what stands there already is no change. */
function canRestore(revision: InspectorRevision, current: InspectorRevision | undefined): boolean {
  const isSame =
    revision.transition === current?.transition && revision.placement === current?.placement;
  return canCompare(revision, current) && revision.case === current?.case && !isSame;
}

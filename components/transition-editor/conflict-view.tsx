"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActorName } from "#components/shell/use-actor-name.ts";
import { Button } from "../ui/button.tsx";
import { FullTime } from "../ui/time-ago.tsx";
import type { SaveConflict } from "./conflict.ts";
import { WordDiff } from "./word-diff.tsx";

interface ConflictViewProps {
  readonly conflict: SaveConflict;
  readonly mine: string;
  /** Goes on with what I typed, on top of the version that was saved meanwhile. */
  readonly onKeepMine: () => void;
  /** Takes the other version's text into the field; mine stays in the undo history. */
  readonly onTakeTheirs: () => void;
  /** Puts the other version's text behind mine, to be merged by hand. */
  readonly onKeepBoth: () => void;
}

/** Somebody saved meanwhile: both versions, and what to do about it. Nothing typed is lost. */
export function ConflictView({
  conflict,
  mine,
  onKeepMine,
  onTakeTheirs,
  onKeepBoth,
}: ConflictViewProps) {
  const t = useTranslations("editor.conflict");
  const nameOf = useActorName();
  const { base, current } = conflict;
  return (
    <section
      role="alert"
      aria-label={t("title")}
      className="m-3 rounded-lg border border-line-strong bg-surface"
    >
      <header className="flex items-center gap-2 border-b border-line px-3 py-2 text-sm">
        <TriangleAlert aria-hidden className="flex-none" />
        <b className="font-strong">{t("title")}</b>
        <span className="text-ink-2">
          {t("who", { n: current.n, author: nameOf(current.author), base: base.n })}{" "}
          <FullTime at={current.at} />
        </span>
      </header>
      <div className="grid grid-cols-2 divide-x divide-line">
        <div className="p-3">
          <h3 className="mb-1 text-xs text-ink-3">{t("theirs", { base: base.n, n: current.n })}</h3>
          <WordDiff before={base.text} after={current.text} />
        </div>
        <div className="p-3">
          <h3 className="mb-1 text-xs text-ink-3">{t("mine", { base: base.n })}</h3>
          <WordDiff before={base.text} after={mine} />
        </div>
      </div>
      <footer className="flex flex-wrap items-center gap-2 border-t border-line px-3 py-2">
        <Button onClick={onKeepMine}>{t("keepMine", { n: current.n })}</Button>
        <Button onClick={onTakeTheirs}>{t("takeTheirs", { n: current.n })}</Button>
        <Button onClick={onKeepBoth}>{t("keepBoth")}</Button>
        <span className="text-xs text-ink-3">{t("safe")}</span>
      </footer>
    </section>
  );
}

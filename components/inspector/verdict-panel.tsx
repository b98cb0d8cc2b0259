"use client";

import { Check, Pencil, Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Verdict } from "#lib/verdict/schema.ts";
import type { ActionResult } from "../shell/action-result.ts";
import { useShortcuts } from "../shell/keyboard.tsx";
import { useAction } from "../shell/use-action.ts";
import { VerdictMark } from "../sign/verdict-mark.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorBox } from "../ui/error-box.tsx";
import { KeyHint } from "../ui/kbd.tsx";
import { Section } from "../ui/panel.tsx";

interface VerdictPanelProps {
  readonly entryId: number;
  readonly revisionId: number;
  readonly verdict: Verdict;
  readonly canUndo: boolean;
  readonly judge: (
    entryId: number,
    revisionId: number,
    value: Verdict,
  ) => Promise<ActionResult<unknown>>;
  readonly undo: (entryId: number) => Promise<ActionResult<unknown>>;
}

const choices = [
  { value: "accepted", keys: "a", icon: Check, label: "accept", hue: "text-accepted-ink!" },
  { value: "rejected", keys: "x", icon: X, label: "reject", hue: "text-rejected-ink!" },
  { value: "needs-edit", keys: "n", icon: Pencil, label: "needsEdit", hue: "" },
] as const;

/** A curator's decision on the revision on the page, by button or key, and its undo. */
export function VerdictPanel({
  entryId,
  revisionId,
  verdict,
  canUndo,
  judge,
  undo,
}: VerdictPanelProps) {
  const t = useTranslations("inspector");
  const judging = useAction(judge);
  const undoing = useAction(undo);
  const isBusy = judging.pending || undoing.pending;
  const failure = judging.failure ?? undoing.failure;
  useShortcuts([
    ...choices.map(({ value, keys, label }) => ({
      keys,
      label: t(label),
      group: t("verdict"),
      enabled: !isBusy,
      run: () => judging.run(entryId, revisionId, value),
    })),
    {
      keys: "u",
      label: t("undo"),
      group: t("verdict"),
      enabled: canUndo && !isBusy,
      run: () => undoing.run(entryId),
    },
  ]);
  return (
    <Section
      title={t("verdict")}
      meta={<VerdictMark value={verdict} look="pill" />}
      actions={
        canUndo ? (
          <Button variant="quiet" size="sm" disabled={isBusy} onClick={() => undoing.run(entryId)}>
            <Undo2 aria-hidden />
            {t("undo")}
            <KeyHint keys="u" />
          </Button>
        ) : undefined
      }
    >
      <div className="grid grid-cols-[auto_auto_auto] gap-[5px]">
        {choices.map(({ value, keys, icon: Icon, label, hue }) => (
          <Button
            key={value}
            aria-pressed={verdict === value}
            size="sm"
            disabled={isBusy}
            onClick={() => judging.run(entryId, revisionId, value)}
            className="h-7! gap-1! px-1! text-xs! aria-pressed:bg-selected"
          >
            <Icon aria-hidden className={hue} />
            {t(label)}
            <KeyHint keys={keys} />
          </Button>
        ))}
      </div>
      {failure ? (
        <div className="mt-2">
          <ErrorBox title={t("notJudged")}>{failure.message}</ErrorBox>
        </div>
      ) : null}
    </Section>
  );
}

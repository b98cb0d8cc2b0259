"use client";

import clsx from "clsx";
import { Scale } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useShortcuts } from "#components/shell/keyboard.tsx";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { KeyHint } from "#components/ui/kbd.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Section } from "#components/ui/panel.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { type BalancePreview, type StoredBalanceRule, totalsOf } from "#lib/balance/schema.ts";
import type { BalanceRule } from "#lib/method/balance/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";
import { BalanceBars } from "./balance-bars.tsx";
import { BalanceOutTable, type ListOut } from "./balance-out.tsx";
import { BalanceTable } from "./balance-table.tsx";
import { draftOf, type RuleDraft, readDraft } from "./rule-draft.ts";
import { RuleForm } from "./rule-form.tsx";
import { usePreview } from "./use-preview.ts";

export interface BalanceActions {
  readonly preview: (rule: BalanceRule) => Promise<ActionResult<BalancePreview>>;
  readonly save: (rule: BalanceRule) => Promise<ActionResult<StoredBalanceRule>>;
  readonly listOut: ListOut;
}

interface BalanceWorkbenchProps {
  readonly projectId: number;
  readonly strategies: readonly [StrategyRow, StrategyRow];
  readonly stored: StoredBalanceRule | null;
  readonly rule: BalanceRule;
  readonly preview: BalancePreview;
  readonly actions: BalanceActions;
}

/** Try a rule, see what it takes and what it leaves out, save it; freeze then evaluates what was saved. */
export function BalanceWorkbench({
  projectId,
  strategies,
  stored: before,
  rule: first,
  preview: firstPreview,
  actions,
}: BalanceWorkbenchProps) {
  const t = useTranslations("balance");
  const [draft, setDraft] = useState<RuleDraft>(() => draftOf(first));
  const [saved, setSaved] = useState(before);
  // Saved here or by somebody else: the newer one counts, and what is typed stays.
  const stored = newer(before, saved);
  const read = useMemo(() => readDraft(draft, first.buffer), [draft, first.buffer]);
  const rule = read.ok ? read.rule : null;
  const { preview, isStale, failure } = usePreview(rule, firstPreview, actions.preview);
  const save = useAction(actions.save, setSaved);
  // While a field cannot be read, the numbers on the page are still those of the last rule that could.
  const [lastRule, setLastRule] = useState(first);
  if (rule !== null && rule !== lastRule) setLastRule(rule);
  const change = useCallback(
    (changes: Partial<RuleDraft>) => setDraft((so) => ({ ...so, ...changes })),
    [],
  );
  const isSaved =
    rule !== null &&
    stored !== null &&
    JSON.stringify(stored.rule) === JSON.stringify(rule) &&
    stored.preview.digest === preview.digest;
  const canSave = rule !== null && !isSaved && !save.pending;
  const saveNow = () => {
    if (canSave) save.run(rule);
  };
  useShortcuts([{ keys: "Ctrl+s", label: t("save"), group: t("title"), run: saveNow }]);
  const shown = rule ?? lastRule;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead
        title={t("title")}
        meta={t("meta", { buffer: first.buffer })}
        actions={
          <>
            <SavedSign stored={stored} isSaved={isSaved} />
            {stored === null ? null : (
              <Button asChild>
                <Link href={`/projects/${projectId}/datasets/new`}>{t("freeze")}</Link>
              </Button>
            )}
            <Button variant="primary" disabled={!canSave} pending={save.pending} onClick={saveNow}>
              {t("save")}
              <KeyHint keys="Ctrl+s" />
            </Button>
          </>
        }
      />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_296px]">
        <div
          className={clsx("min-w-0 overflow-auto transition-opacity", isStale && "opacity-60")}
          aria-busy={isStale}
        >
          {failure ? <ErrorBox title={failure.message} className="m-5" /> : null}
          {save.failure ? <ErrorBox title={save.failure.message} className="m-5" /> : null}
          <Results {...{ projectId, strategies, preview }} rule={shown} listOut={actions.listOut} />
        </div>
        <aside className="overflow-auto border-l border-line" aria-label={t("form.title")}>
          <Section title={t("form.title")}>
            <RuleForm
              strategies={strategies}
              draft={draft}
              errors={read.ok ? {} : read.errors}
              onChange={change}
            />
          </Section>
          <Section title={t("how.title")}>
            <p className="text-sm text-ink-2">{t("how.text")}</p>
          </Section>
        </aside>
      </div>
    </div>
  );
}

function newer(
  one: StoredBalanceRule | null,
  two: StoredBalanceRule | null,
): StoredBalanceRule | null {
  if (one === null || two === null) return one ?? two;
  return one.updatedAt > two.updatedAt ? one : two;
}

function SavedSign({
  stored,
  isSaved,
}: {
  readonly stored: StoredBalanceRule | null;
  readonly isSaved: boolean;
}) {
  const t = useTranslations("balance");
  if (stored === null) return <span className="text-xs text-ink-3">{t("notSaved")}</span>;
  return (
    <span className="flex items-center gap-1 text-xs text-ink-3">
      {isSaved ? t("saved") : t("changed")}
      <TimeAgo at={stored.updatedAt} />
    </span>
  );
}

interface ResultsProps {
  readonly projectId: number;
  readonly strategies: readonly [StrategyRow, StrategyRow];
  readonly rule: BalanceRule;
  readonly preview: BalancePreview;
  readonly listOut: ListOut;
}

function Results({ projectId, strategies, rule, preview, listOut }: ResultsProps) {
  const t = useTranslations("balance");
  const format = useFormatter();
  const totals = totalsOf(preview);
  if (preview.pairs === 0) {
    const link = (
      <Button asChild variant="primary">
        <Link href={`/projects/${projectId}`}>{t("empty.action")}</Link>
      </Button>
    );
    return (
      <EmptyState icon={<Scale />} title={t("empty.title")} hint={t("empty.hint")} action={link} />
    );
  }
  return (
    <>
      <p className="flex h-10 items-center gap-1.5 border-b border-line px-5 text-sm text-ink-2">
        {t.rich("sentence", {
          eligible: totals.eligible.entries,
          in: totals.in.entries,
          out: totals.eligible.entries - totals.in.entries,
          tokens: format.number(totals.in.trainedTokens),
          b: (chunks) => <b className="font-semibold text-ink">{chunks}</b>,
        })}
      </p>
      <BalanceBars {...{ projectId, strategies, rule, totals }} />
      {totals.in.entries === 0 ? (
        <ErrorBox title={t("nothingIn.title")} className="mx-5 mb-4">
          {t("nothingIn.hint")}
        </ErrorBox>
      ) : null}
      <div className="border-t border-line">
        <BalanceTable {...{ projectId, strategies, rule, preview }} />
      </div>
      <h2 className="px-5 pt-5 pb-1 text-lg font-semibold">{t("outTitle")}</h2>
      <BalanceOutTable {...{ projectId, rule, listOut }} out={preview.out} />
    </>
  );
}

"use client";

import { Archive, ArchiveRestore } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useAction } from "#components/shell/use-action.ts";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { StrategyRow } from "#lib/project/schema.ts";
import type { ProblemActions } from "./problem-actions.ts";

interface ProblemControlsProps {
  readonly problemId: number;
  readonly favouredId: number | null;
  readonly heldOut: boolean;
  readonly strategies: readonly StrategyRow[];
  readonly actions: ProblemActions;
}

/** Subset and use of one problem. */
export function ProblemControls({
  problemId,
  favouredId,
  heldOut,
  strategies,
  actions,
}: ProblemControlsProps) {
  const t = useTranslations("problems.detail");
  const subset = useAction(actions.setSubset);
  const use = useAction(actions.setHeldOut);
  const failure = subset.failure ?? use.failure;
  return (
    <div className="space-y-3">
      <Labelled label={t("subset")}>
        <Segmented
          label={t("subset")}
          value={String(favouredId ?? "")}
          onChange={(id) => subset.run(problemId, Number(id))}
          items={strategies.map((strategy) => ({
            value: String(strategy.id),
            label: (
              <>
                <SubsetSign {...strategy} size="sm" />
                <span className="max-w-32 truncate">{strategy.subsetName}</span>
              </>
            ),
          }))}
        />
      </Labelled>
      <Labelled label={t("use")}>
        <Checkbox
          checked={heldOut}
          disabled={use.pending}
          onChange={(held) => use.run(problemId, held)}
        >
          {t("heldOutHint")}
        </Checkbox>
      </Labelled>
      {failure ? <ErrorBox title={failure.message} /> : null}
    </div>
  );
}

interface ArchiveButtonProps {
  readonly problemId: number;
  readonly isArchived: boolean;
  readonly actions: ProblemActions;
}

export function ArchiveProblemButton({ problemId, isArchived, actions }: ArchiveButtonProps) {
  const t = useTranslations("problems.menu");
  const { run, pending } = useAction(isArchived ? actions.restore : actions.archive);
  return (
    <Button pending={pending} onClick={() => run(problemId)}>
      {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
      {isArchived ? t("restore") : t("archive")}
    </Button>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <p className="mb-1 text-xs text-ink-3">{label}</p>
      {children}
    </div>
  );
}

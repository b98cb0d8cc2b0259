"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import type { MatrixCell } from "#lib/pipeline-map/schema.ts";

type Cell = Pick<MatrixCell, "first" | "subset">;
/** Starts a run that makes both attempts of the cell's pairs again. */
export type RetryCellAction = (
  projectId: number,
  cell: Cell,
) => Promise<ActionResult<{ readonly runId: number; readonly pairs: number }>>;

interface RetryCellProps {
  readonly projectId: number;
  readonly cell: MatrixCell;
  readonly action: RetryCellAction;
}

/** `retry` in a (0,0) cell; asks first, since it costs model calls. */
export function RetryCell({ projectId, cell, action }: RetryCellProps) {
  const t = useTranslations("map.retry");
  const common = useTranslations("common");
  const [isOpen, setOpen] = useState(false);
  const retry = useAction(action, () => setOpen(false));
  if (cell.pairs === 0) return null;
  const trigger = (
    <button
      type="button"
      className="relative z-1 block text-xs leading-dense text-ink-2 hover:text-ink hover:underline"
    >
      {t("label")}
    </button>
  );
  return (
    <Dialog
      trigger={trigger}
      open={isOpen}
      onOpenChange={setOpen}
      title={t("title", { n: cell.pairs })}
      description={t("hint")}
      footer={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button
            variant="primary"
            pending={retry.pending}
            onClick={() => retry.run(projectId, { first: cell.first, subset: cell.subset })}
          >
            {t("start", { n: cell.pairs })}
          </Button>
        </>
      }
    >
      {retry.failure ? <ErrorBox title={retry.failure.message} /> : null}
    </Dialog>
  );
}

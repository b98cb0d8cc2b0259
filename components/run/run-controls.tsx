"use client";

import { Pause, Play, RotateCcw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { powersOf } from "#lib/run/progress/powers.ts";
import type { RunProgress } from "#lib/run/progress/schema.ts";
import type { RunActions } from "./run-actions.ts";

interface RunControlsProps {
  readonly run: Pick<RunProgress, "id" | "kind" | "status" | "failed" | "total" | "done">;
  readonly actions: RunActions;
  readonly size?: "sm" | "md";
}

/** Pause, resume, cancel, retry failed: those that mean something now. */
export function RunControls({ run, actions, size = "sm" }: RunControlsProps) {
  const t = useTranslations("runs");
  const pause = useAction(actions.pause);
  const resume = useAction(actions.resume);
  const retry = useAction(actions.retryFailed);
  const powers = powersOf(run);
  const failure = pause.failure ?? resume.failure ?? retry.failure;
  if (!Object.values(powers).some(Boolean)) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {powers.canPause ? (
        <Button size={size} pending={pause.pending} onClick={() => pause.run(run.id)}>
          <Pause aria-hidden />
          {t("pause")}
        </Button>
      ) : null}
      {powers.canResume ? (
        <Button size={size} pending={resume.pending} onClick={() => resume.run(run.id)}>
          <Play aria-hidden />
          {t("resume")}
        </Button>
      ) : null}
      {powers.canCancel ? <CancelButton run={run} cancel={actions.cancel} size={size} /> : null}
      {powers.canRetry ? (
        <Button size={size} pending={retry.pending} onClick={() => retry.run(run.id)}>
          <RotateCcw aria-hidden />
          {t("retry", { n: run.failed })}
        </Button>
      ) : null}
      {failure ? <ErrorBox className="w-full" title={failure.message} /> : null}
    </div>
  );
}

interface CancelProps {
  readonly run: RunControlsProps["run"];
  readonly cancel: RunActions["cancel"];
  readonly size: "sm" | "md";
}

/** Cancelling cannot be taken back, so it asks. */
function CancelButton({ run, cancel, size }: CancelProps) {
  const t = useTranslations("runs");
  const [isOpen, setOpen] = useState(false);
  const action = useAction(cancel, () => setOpen(false));
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size={size}>
          <X aria-hidden />
          {t("cancel")}
        </Button>
      }
      title={t("cancelTitle", { id: run.id })}
      description={t("cancelHint", { left: Math.max(0, run.total - run.done) })}
      footer={
        <>
          <DialogClose>
            <Button>{t("keep")}</Button>
          </DialogClose>
          <Button variant="danger" pending={action.pending} onClick={() => action.run(run.id)}>
            {t("cancelRun")}
          </Button>
        </>
      }
    >
      {action.failure ? <ErrorBox title={action.failure.message} /> : null}
    </Dialog>
  );
}

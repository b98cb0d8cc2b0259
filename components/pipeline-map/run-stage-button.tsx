"use client";

import { Play } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useShortcuts } from "#components/shell/keyboard.tsx";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

export interface TeachInput {
  readonly limit?: number;
  readonly again: boolean;
}
export type StartTeachAction = (
  projectId: number,
  input: TeachInput,
) => Promise<ActionResult<{ readonly runId: number; readonly pairs: number }>>;

interface RunStageButtonProps {
  readonly projectId: number;
  readonly problems: number;
  readonly untaught: number;
  readonly start: StartTeachAction;
}

/** Starts stage 1; `r` opens it, and so does an address with `?run=1`. */
export function RunStageButton({ projectId, problems, untaught, start }: RunStageButtonProps) {
  const t = useTranslations("map.teach");
  const keys = useTranslations("map");
  const router = useRouter();
  const pathname = usePathname();
  const isWanted = useSearchParams().get("run") === "1";
  const [isOpen, setOpen] = useState(false);
  const change = (open: boolean) => {
    setOpen(open);
    if (!open && isWanted) router.replace(pathname, { scroll: false });
  };
  useShortcuts([{ keys: "r", label: t("title"), group: keys("title"), run: () => setOpen(true) }]);
  return (
    <Dialog
      open={isOpen || isWanted}
      onOpenChange={change}
      trigger={
        <Button variant="primary">
          <Play aria-hidden />
          {t("button")}
          <Kbd>r</Kbd>
        </Button>
      }
      title={t("title")}
      description={t("hint")}
    >
      <TeachForm
        projectId={projectId}
        problems={problems}
        untaught={untaught}
        start={start}
        close={() => change(false)}
      />
    </Dialog>
  );
}

interface TeachFormProps extends RunStageButtonProps {
  readonly close: () => void;
}

function TeachForm({ projectId, problems, untaught, start, close }: TeachFormProps) {
  const t = useTranslations("map.teach");
  const common = useTranslations("common");
  const format = useFormatter();
  const [limit, setLimit] = useState("");
  const [again, setAgain] = useState(untaught === 0);
  const run = useAction(start, close);
  const waiting = again ? problems : untaught;
  const wanted = Number(limit);
  const isLimitWrong = limit.trim() !== "" && !(Number.isInteger(wanted) && wanted > 0);
  const count = limit.trim() === "" || isLimitWrong ? waiting : Math.min(wanted, waiting);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run.run(projectId, { again, ...(limit.trim() === "" ? {} : { limit: wanted }) });
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <Field
        id="limit"
        label={t("limit")}
        optional={t("optional")}
        hint={t("limitHint", { n: waiting })}
        {...(isLimitWrong ? { error: t("limitWrong", { value: limit }) } : {})}
      >
        <Input
          id="limit"
          inputMode="numeric"
          className="max-w-32"
          value={limit}
          placeholder={format.number(waiting)}
          aria-invalid={isLimitWrong}
          aria-describedby={isLimitWrong ? "limit-error" : "limit-hint"}
          onChange={(event) => setLimit(event.target.value)}
        />
      </Field>
      <Checkbox checked={again} onChange={setAgain}>
        {t("again")}
      </Checkbox>
      {run.failure ? <ErrorBox title={run.failure.message} /> : null}
      <div className="flex justify-end gap-2 pt-1">
        <DialogClose>
          <Button>{common("cancel")}</Button>
        </DialogClose>
        <Button
          type="submit"
          variant="primary"
          pending={run.pending}
          disabled={isLimitWrong || count === 0}
        >
          {t("start", { n: count })}
        </Button>
      </div>
    </form>
  );
}

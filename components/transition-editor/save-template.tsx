"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import type { Placement } from "#lib/method/splice/schema.ts";
import type { ActionResult } from "../shell/action-result.ts";
import { useAction } from "../shell/use-action.ts";
import { Button } from "../ui/button.tsx";
import { ErrorBox } from "../ui/error-box.tsx";
import { Input } from "../ui/input.tsx";

export interface NewTemplate {
  readonly name: string;
  readonly text: string;
  readonly placement: Placement;
}
export type SaveTemplate = (template: NewTemplate) => Promise<ActionResult<unknown>>;

interface SaveAsTemplateProps extends Omit<NewTemplate, "name"> {
  /** Names that this direction already has. */
  readonly names: readonly string[];
  readonly save: SaveTemplate;
}

/** Makes a template of what stands in the field; it is listed at once, for this pair and all others of the direction. */
export function SaveAsTemplate({ text, placement, names, save }: SaveAsTemplateProps) {
  const t = useTranslations("editor.template");
  const router = useRouter();
  const [name, setName] = useState<string | null>(null);
  const { run, pending, failure, dismiss } = useAction(save, () => {
    setName(null);
    router.refresh();
  });
  if (name === null) {
    return (
      <Button
        variant="quiet"
        size="sm"
        className="mt-1"
        disabled={text.trim() === ""}
        onClick={() => setName("")}
      >
        <Plus aria-hidden />
        {t("save")}
      </Button>
    );
  }
  const isTaken = names.includes(name.trim());
  const close = () => {
    setName(null);
    dismiss();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isTaken && name.trim() !== "") run({ name, text, placement });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  };
  return (
    <form onSubmit={submit} className="mt-1.5 flex flex-wrap gap-1.5 px-2">
      <Input
        aria-label={t("name")}
        placeholder={t("name")}
        mono
        autoFocus
        maxLength={60}
        autoComplete="off"
        value={name}
        aria-invalid={isTaken}
        onKeyDown={onKeyDown}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" size="sm" pending={pending} disabled={isTaken || name.trim() === ""}>
        {t("do")}
      </Button>
      <Button variant="quiet" size="sm" onClick={close}>
        {t("cancel")}
      </Button>
      {isTaken ? (
        <p role="alert" className="w-full text-xs text-ink-2">
          {t("taken", { name: name.trim() })}
        </p>
      ) : null}
      {failure ? <ErrorBox title={failure.message} /> : null}
    </form>
  );
}

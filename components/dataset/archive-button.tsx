"use client";

import { Archive, ArchiveRestore } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";

export type ArchiveDataset = (isArchived: boolean) => Promise<ActionResult>;

/** Out of the list and back; a frozen version is never deleted. */
export function ArchiveButton({
  isArchived,
  archive,
}: {
  readonly isArchived: boolean;
  readonly archive: ArchiveDataset;
}) {
  const t = useTranslations("datasets");
  const { run, pending, failure } = useAction(archive);
  return (
    <Button
      variant="quiet"
      pending={pending}
      title={failure?.message}
      onClick={() => run(!isArchived)}
    >
      {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
      {isArchived ? t("restore") : t("archive")}
    </Button>
  );
}

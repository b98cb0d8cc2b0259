"use client";

import { Archive } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";

interface ArchiveTemplateProps {
  readonly templateId: number;
  readonly list: string;
  readonly archive: (templateId: number) => Promise<ActionResult>;
}

/** Puts a template away with all its versions. */
export function ArchiveTemplate({ templateId, list, archive }: ArchiveTemplateProps) {
  const t = useTranslations("transitions.form");
  const router = useRouter();
  const { run, pending, failure } = useAction(archive, () => router.replace(list));
  return (
    <div className="space-y-2">
      {failure ? <ErrorBox title={failure.message} /> : null}
      <Button pending={pending} onClick={() => run(templateId)}>
        <Archive aria-hidden />
        {t("archive")}
      </Button>
    </div>
  );
}

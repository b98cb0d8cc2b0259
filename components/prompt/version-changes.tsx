import { useTranslations } from "next-intl";
import { WordDiff } from "#components/transition-editor/word-diff.tsx";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";

interface VersionText {
  readonly version: number;
  readonly text: string;
}

interface VersionChangesProps {
  readonly shown: VersionText;
  readonly before: VersionText | null;
  readonly editHref: string;
  readonly closeHref: string;
}

/** What a version changed against the one before it. */
export function VersionChanges({ shown, before, editHref, closeHref }: VersionChangesProps) {
  const t = useTranslations("prompts");
  return (
    <div className="space-y-3">
      <div className="flex items-center gap-2">
        <h2 className="mr-auto text-lg font-semibold">
          {before
            ? t("changes", { n: shown.version, before: before.version })
            : t("first", { n: shown.version })}
        </h2>
        <Button asChild>
          <Link href={editHref}>{t("restore")}</Link>
        </Button>
        <Button asChild>
          <Link href={closeHref}>{t("close")}</Link>
        </Button>
      </div>
      <div className="rounded-md border border-line bg-surface px-3 py-2 font-mono text-sm leading-read break-words whitespace-pre-wrap">
        {before ? <WordDiff before={before.text} after={shown.text} /> : shown.text}
      </div>
    </div>
  );
}

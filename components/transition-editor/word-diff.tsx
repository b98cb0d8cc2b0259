import { diffWordsWithSpace } from "diff";
import { useTranslations } from "next-intl";

interface WordDiffProps {
  readonly before: string;
  readonly after: string;
}

/** Word by word: what goes is struck through, what comes is underlined; both are said to a screen reader. */
export function WordDiff({ before, after }: WordDiffProps) {
  const t = useTranslations("editor");
  if (before === after) return <p className="text-sm text-ink-3">{t("noChange")}</p>;
  let at = 0;
  return (
    <p className="mono whitespace-pre-wrap break-words text-sm leading-read">
      {diffWordsWithSpace(before, after).map((change) => {
        const key = `${at}${change.added ? "+" : ""}${change.removed ? "-" : ""}`;
        at += change.value.length;
        if (change.added) {
          return (
            <ins
              key={key}
              className="bg-accepted-wash text-accepted-ink underline decoration-accepted underline-offset-3"
            >
              {change.value}
            </ins>
          );
        }
        if (change.removed) {
          return (
            <del key={key} className="bg-rejected-wash text-rejected-ink line-through">
              {change.value}
            </del>
          );
        }
        return <span key={key}>{change.value}</span>;
      })}
    </p>
  );
}

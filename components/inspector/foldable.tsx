import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { PlainText } from "../text/plain-text.tsx";
import { Prose } from "../text/prose.tsx";
import { foldText } from "./fold.ts";

interface FoldableProps {
  readonly text: string;
  readonly rawHref: string;
  /** Formulas are drawn in thoughts and answers, never in tool output. */
  readonly isPlain?: boolean;
}

/** A text of any length: both ends at once, the middle on demand. */
export function Foldable({ text, rawHref, isPlain = false }: FoldableProps) {
  const t = useTranslations("inspector");
  const folded = foldText(text);
  if (!folded) return <Stretch text={text} isPlain={isPlain} />;
  return (
    <>
      <Stretch text={folded.head} isPlain={isPlain} />
      {folded.isTooLong ? (
        <a
          href={rawHref}
          className="my-1 flex items-center gap-1.5 rounded-md border border-dashed border-line-strong px-2 py-1 text-sm text-ink-2"
        >
          <ChevronRight aria-hidden className="size-3" />
          {t("foldedRaw", { count: text.length - folded.head.length - folded.tail.length })}
        </a>
      ) : (
        <details className="my-1 [&[open]>summary>svg]:rotate-90">
          <summary className="flex cursor-pointer list-none items-center gap-1.5 rounded-md border border-dashed border-line-strong px-2 py-1 text-sm text-ink-2">
            <ChevronRight aria-hidden className="size-3" />
            {t("folded", { count: folded.middle.length })}
          </summary>
          <Stretch text={folded.middle} isPlain />
        </details>
      )}
      <Stretch text={folded.tail} isPlain={isPlain} />
    </>
  );
}

function Stretch({ text, isPlain }: { readonly text: string; readonly isPlain: boolean }) {
  if (!isPlain) return <Prose text={text} className="mono text-sm leading-read" />;
  return (
    <div className="mono whitespace-pre-wrap break-words text-sm leading-read">
      <PlainText>{text}</PlainText>
    </div>
  );
}

import { useFormatter, useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import { PlainText } from "../text/plain-text.tsx";
import { Button } from "../ui/button.tsx";

/** As many characters as one page of the raw view holds. */
export const rawPage = 40_000;

interface RawViewProps {
  readonly text: string;
  /** First character shown, from 0. */
  readonly from: number;
  readonly hrefAt: (from: number) => string;
}

/** The text exactly as it is stored, a window of it at a time. */
export function RawView({ text, from, hrefAt }: RawViewProps) {
  const t = useTranslations("inspector");
  const format = useFormatter();
  const start = Math.min(Math.max(from, 0), Math.max(text.length - 1, 0));
  const end = Math.min(start + rawPage, text.length);
  return (
    <>
      {text.length > rawPage ? (
        <div className="mb-2 flex items-center gap-2 text-xs text-ink-3">
          {t("rawRange", {
            from: format.number(start + 1),
            to: format.number(end),
            of: format.number(text.length),
          })}
          {start > 0 ? (
            <Button asChild size="sm">
              <Link href={hrefAt(Math.max(start - rawPage, 0))}>{t("rawBefore")}</Link>
            </Button>
          ) : null}
          {end < text.length ? (
            <Button asChild size="sm">
              <Link href={hrefAt(end)}>{t("rawAfter")}</Link>
            </Button>
          ) : null}
        </div>
      ) : null}
      <pre className="mono whitespace-pre-wrap break-words rounded-lg border border-line bg-sunken p-3 text-sm leading-read">
        <PlainText>{text.slice(start, end)}</PlainText>
      </pre>
    </>
  );
}

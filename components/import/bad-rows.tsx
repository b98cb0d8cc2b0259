import { useTranslations } from "next-intl";
import { PlainText } from "#components/text/plain-text.tsx";
import type { BadRowReport } from "#lib/problem/schema.ts";

const shown = 50;

interface BadRowsProps {
  readonly bad: readonly BadRowReport[];
  /** How many there are in all; the rows given may be the first of them. */
  readonly total: number;
  /** Address of the whole report, without its format. */
  readonly report: string;
}

/** The rows that cannot be read: where, which field, why. */
export function BadRows({ bad, total, report }: BadRowsProps) {
  const t = useTranslations("problems.preview");
  if (bad.length === 0) return null;
  return (
    <section className="border-t border-line">
      <header className="flex h-9 items-center gap-3 px-5 text-sm">
        <h2 className="font-semibold">{t("badTitle")}</h2>
        {total > shown ? (
          <span className="text-xs text-ink-3">{t("badShown", { n: shown, total })}</span>
        ) : null}
        <span className="ml-auto flex items-center gap-2 text-xs text-ink-3">
          {t("report")}
          <a className="link" href={`${report}&format=csv`} download>
            {t("csv")}
          </a>
          <a className="link" href={`${report}&format=jsonl`} download>
            {t("jsonl")}
          </a>
        </span>
      </header>
      <table className="grid-table" data-dense>
        <thead>
          <tr>
            <th data-num>{t("line")}</th>
            <th data-num>{t("offset")}</th>
            <th>{t("field")}</th>
            <th>{t("reason")}</th>
          </tr>
        </thead>
        <tbody>
          {bad.slice(0, shown).map((row) => (
            <tr key={`${row.line} ${row.offset} ${row.field}`}>
              <td data-num className="w-20">
                {row.line}
              </td>
              <td data-num className="w-24 text-ink-3">
                {row.offset ?? ""}
              </td>
              <td className="w-40 truncate font-mono text-xs">{row.field}</td>
              <td className="break-words whitespace-normal">
                <PlainText>{row.reason}</PlainText>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

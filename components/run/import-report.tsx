import { useTranslations } from "next-intl";
import { Count } from "#components/ui/number-link.tsx";
import { Tag } from "#components/ui/tag.tsx";

interface BadRow {
  readonly line: number;
  /** "" when it is about the whole row. */
  readonly field: string;
  readonly reason: string;
}

/** Rows of a file that could not be taken, each with its place and reason. */
export function ImportReport({
  rows,
  total,
}: {
  readonly rows: readonly BadRow[];
  readonly total: number;
}) {
  const t = useTranslations("runs.import");
  return (
    <>
      <h2 className="px-5 pt-4 pb-1 text-sm font-semibold">
        {t("bad")}{" "}
        <span className="text-xs font-normal text-ink-3">
          <Count value={total} />
        </span>
      </h2>
      <table className="grid-table" data-dense="">
        <thead>
          <tr>
            <th data-num className="w-20">
              {t("line")}
            </th>
            <th>{t("reason")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.line} ${row.reason}`}>
              <td data-num className="font-mono">
                {row.line}
              </td>
              <td className="py-1 break-words whitespace-normal!">
                {row.field ? (
                  <Tag mono className="mr-1.5">
                    {row.field}
                  </Tag>
                ) : null}
                {row.reason}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

import { useFormatter, useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DatasetListRow } from "#lib/dataset/schema.ts";

interface DatasetTableProps {
  readonly projectId: number;
  readonly datasets: readonly DatasetListRow[];
}

/** Every frozen version, newest first. */
export function DatasetTable({ projectId, datasets }: DatasetTableProps) {
  const t = useTranslations("datasets");
  const format = useFormatter();
  return (
    <table className="grid-table">
      <thead>
        <tr>
          <th>{t("name")}</th>
          <th>{t("buffer")}</th>
          <th data-num>{t("rows")}</th>
          <th data-num>{t("trainedTokens")}</th>
          <th data-num>{t("validation")}</th>
          <th data-num>{t("dropped")}</th>
          <th data-num>{t("exports")}</th>
          <th>{t("hash")}</th>
          <th data-num>{t("frozen")}</th>
        </tr>
      </thead>
      <tbody>
        {datasets.map((dataset) => {
          const href = `/projects/${projectId}/datasets/${dataset.id}`;
          return (
            <tr key={dataset.id}>
              <td>
                <Link href={href} className="font-strong hover:underline">
                  {dataset.name}
                </Link>
              </td>
              <td>{dataset.buffer}</td>
              <td data-num>{format.number(dataset.rowCount)}</td>
              <td data-num>
                {dataset.trainedTokens === null
                  ? t("notCounted")
                  : format.number(dataset.trainedTokens)}
              </td>
              <td data-num>{format.number(dataset.validationRows)}</td>
              <td data-num>
                <Link href={`${href}#drops`} className="hover:underline">
                  {format.number(dataset.dropped)}
                </Link>
              </td>
              <td data-num>{format.number(dataset.exports)}</td>
              <td>
                <Tag mono title={dataset.sha256}>
                  {dataset.sha256.slice(0, 12)}
                </Tag>
              </td>
              <td data-num className="text-ink-3">
                <TimeAgo at={dataset.createdAt} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

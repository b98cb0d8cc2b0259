"use client";

import { Archive, ArchiveRestore, Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";
import { StrategySign } from "#components/sign/strategy-sign.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Link } from "#components/ui/link.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { Count, NumberLink } from "#components/ui/number-link.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { ProjectListRow } from "#lib/project/schema.ts";

type IdAction = (projectId: number) => Promise<ActionResult>;

interface ProjectTableProps {
  readonly rows: readonly ProjectListRow[];
  readonly onArchive: IdAction;
  readonly onRestore: IdAction;
}

export function ProjectTable({ rows, onArchive, onRestore }: ProjectTableProps) {
  const t = useTranslations("projects");
  const archive = useAction(onArchive);
  const restore = useAction(onRestore);
  const failure = archive.failure ?? restore.failure;
  return (
    <>
      {failure ? <ErrorBox className="m-5 mb-0" title={failure.message} /> : null}
      <table className="grid-table">
        <thead>
          <tr>
            <th>{t("name")}</th>
            <th>{t("strategies")}</th>
            <th data-num>{t("problems")}</th>
            <th data-num>{t("pairs")}</th>
            <th data-num>{t("datasets")}</th>
            <th data-num>{t("running")}</th>
            <th data-num>{t("created")}</th>
            <th>
              <span className="sr-only">{t("actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              archive={() => archive.run(row.id)}
              restore={() => restore.run(row.id)}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface RowProps {
  readonly row: ProjectListRow;
  readonly archive: () => void;
  readonly restore: () => void;
}

function Row({ row, archive, restore }: RowProps) {
  const t = useTranslations("projects");
  const href = `/projects/${row.id}`;
  return (
    <tr>
      <td className="max-w-0 w-[46%]">
        <div className="flex items-baseline gap-2">
          <Link href={href} className="flex-none font-strong hover:underline">
            {row.name}
          </Link>
          {row.isSample ? <Tag>{t("sample")}</Tag> : null}
          <span className="truncate text-ink-3">{row.description}</span>
        </div>
      </td>
      <td>
        <span className="flex items-center gap-3">
          {row.strategies.map((strategy, at) => (
            <span key={strategy.name} className="flex items-center gap-1.5">
              <StrategySign position={at + 1} sign={strategy.sign} name={strategy.name} />
              <span className="max-w-32 truncate">{strategy.name}</span>
            </span>
          ))}
        </span>
      </td>
      <td data-num>
        <NumberLink value={row.problems} href={`${href}/problems`} />
      </td>
      <td data-num>
        <NumberLink value={row.pairs} href={`${href}/trajectories`} />
      </td>
      <td data-num>
        <NumberLink value={row.datasets} href={`${href}/datasets`} />
      </td>
      <td data-num>
        {row.activeRuns > 0 ? (
          <NumberLink value={row.activeRuns} href={`${href}/runs`} />
        ) : (
          <Count value={0} />
        )}
      </td>
      <td data-num className="text-ink-3">
        <TimeAgo at={row.createdAt} />
      </td>
      <td className="w-10">
        <Menu
          align="end"
          trigger={
            <Button
              variant="quiet"
              size="sm"
              iconOnly
              aria-label={t("actionsFor", { name: row.name })}
            >
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          {row.archivedAt ? (
            <MenuItem onSelect={restore}>
              <ArchiveRestore aria-hidden />
              {t("restore")}
            </MenuItem>
          ) : (
            <MenuItem onSelect={archive}>
              <Archive aria-hidden />
              {t("archive")}
            </MenuItem>
          )}
        </Menu>
      </td>
    </tr>
  );
}

"use client";

import { Archive, ArchiveRestore, Ellipsis, KeyRound, Pencil } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useAction } from "#components/shell/use-action.ts";
import { StrategySign } from "#components/sign/strategy-sign.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Link } from "#components/ui/link.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { NumberLink } from "#components/ui/number-link.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { PolicyRow, Price } from "#lib/policy/schema.ts";
import type { PolicyActions } from "./policy-actions.ts";
import { TestButton, TestResult } from "./policy-test.tsx";

interface PolicyTableProps {
  readonly rows: readonly PolicyRow[];
  /** The project's address. */
  readonly base: string;
  readonly actions: PolicyActions;
}

export function PolicyTable({ rows, base, actions }: PolicyTableProps) {
  const t = useTranslations("policies");
  const archive = useAction(actions.archive);
  const restore = useAction(actions.restore);
  const failure = archive.failure ?? restore.failure;
  return (
    <>
      {failure ? <ErrorBox className="m-5 mb-0" title={failure.message} /> : null}
      <table className="grid-table">
        <thead>
          <tr>
            <th>{t("columns.name")}</th>
            <th>{t("columns.model")}</th>
            <th>{t("columns.teaches")}</th>
            <th>{t("columns.sampling")}</th>
            <th data-num>{t("columns.inFlight")}</th>
            <th data-num>{t("columns.price")}</th>
            <th data-num>{t("columns.attempts")}</th>
            <th>{t("columns.test")}</th>
            <th>
              <span className="sr-only">{t("columns.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PolicyTableRow
              key={row.id}
              row={row}
              base={base}
              actions={actions}
              menu={
                <PolicyMenu
                  row={row}
                  base={base}
                  archive={() => archive.run(row.id)}
                  restore={() => restore.run(row.id)}
                />
              }
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface PolicyTableRowProps {
  readonly row: PolicyRow;
  readonly base: string;
  readonly actions: PolicyActions;
  readonly menu: ReactNode;
}

function PolicyTableRow({ row, base, actions, menu }: PolicyTableRowProps) {
  const t = useTranslations("policies");
  const isRecorded = row.kind === "recorded";
  return (
    <tr>
      <td className="whitespace-nowrap">
        <span className="flex items-center gap-1.5">
          <Link href={`${base}/policies/${row.id}`} className="font-strong hover:underline">
            {row.name}
          </Link>
          {row.hasKey ? <KeyRound className="size-3 text-ink-3" aria-label={t("key")} /> : null}
        </span>
      </td>
      <td className="w-[36%] max-w-0">
        <Model row={row} />
      </td>
      <td>
        <Teaches row={row} />
      </td>
      <td>{isRecorded ? null : <Sampling row={row} />}</td>
      <td data-num>{isRecorded ? null : row.settings.maxInFlight}</td>
      <td data-num>{isRecorded ? null : <Prices price={row.settings.price} />}</td>
      <td data-num>
        <NumberLink
          value={row.trajectories}
          href={`${base}/trajectories?tab=attempts&policy=${row.id}`}
        />
      </td>
      <td className="w-[24%] max-w-0">{isRecorded ? null : <TestResult test={row.lastTest} />}</td>
      <td>
        <span className="flex items-center justify-end gap-1">
          {isRecorded || row.archivedAt ? null : (
            <TestButton policyId={row.id} test={actions.test} />
          )}
          {menu}
        </span>
      </td>
    </tr>
  );
}

function Model({ row }: { readonly row: PolicyRow }) {
  const t = useTranslations("policies");
  const where = row.isEmbedded ? t("embedded") : row.settings.baseUrl;
  if (row.kind === "recorded") return <span className="text-ink-3">{t("recorded")}</span>;
  return (
    <span className="flex items-baseline gap-2">
      <span className="truncate font-mono text-xs">{row.settings.model}</span>
      <span className="truncate text-xs text-ink-3" title={where}>
        {where}
      </span>
    </span>
  );
}

function Teaches({ row }: { readonly row: PolicyRow }) {
  const t = useTranslations("policies");
  if (row.strategies.length === 0) return <span className="text-ink-3">{t("noOne")}</span>;
  return (
    <span className="flex items-center gap-3">
      {row.strategies.map((strategy) => (
        <span key={strategy.id} className="flex items-center gap-1.5 whitespace-nowrap">
          <StrategySign {...strategy} />
          {strategy.name}
        </span>
      ))}
    </span>
  );
}

function Sampling({ row }: { readonly row: PolicyRow }) {
  const t = useTranslations("policies");
  const { temperature, topP } = row.settings.sampling;
  return (
    <span className="flex gap-1">
      <Tag>{t("temperature", { value: temperature })}</Tag>
      <Tag>{t("topP", { value: topP })}</Tag>
    </span>
  );
}

function Prices({ price }: { readonly price: Price }) {
  const t = useTranslations("policies");
  const format = useFormatter();
  const { inputPerMillion, outputPerMillion, currency } = price;
  if (inputPerMillion === 0 && outputPerMillion === 0) {
    return <span className="text-ink-3">{t("free")}</span>;
  }
  const money = (value: number) => format.number(value, { maximumFractionDigits: 4 });
  const both = `${money(inputPerMillion)} · ${money(outputPerMillion)} ${currency}`;
  return <span title={t("perMillion", { price: both })}>{both}</span>;
}

interface PolicyMenuProps {
  readonly row: PolicyRow;
  readonly base: string;
  readonly archive: () => void;
  readonly restore: () => void;
}

function PolicyMenu({ row, base, archive, restore }: PolicyMenuProps) {
  const t = useTranslations("policies.menu");
  const trigger = (
    <Button variant="quiet" size="sm" iconOnly aria-label={t("label", { name: row.name })}>
      <Ellipsis />
    </Button>
  );
  return (
    <Menu align="end" trigger={trigger}>
      <MenuItem asChild>
        <Link href={`${base}/policies/${row.id}`}>
          <Pencil aria-hidden />
          {t("edit")}
        </Link>
      </MenuItem>
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
  );
}

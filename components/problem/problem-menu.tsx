"use client";

import { Archive, ArchiveRestore, Ellipsis, FlaskConical, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from "#components/ui/menu.tsx";
import type { ProblemListRow, SubsetChoice } from "#lib/problem/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";

interface ProblemMenuProps {
  readonly row: ProblemListRow;
  readonly strategies: readonly StrategyRow[];
  readonly setSubset: (choice: SubsetChoice) => void;
  readonly setHeldOut: (heldOut: boolean) => void;
  readonly archive: () => void;
  readonly restore: () => void;
}

/** What can be done to one problem of the list. */
export function ProblemMenu({ row, strategies, ...on }: ProblemMenuProps) {
  const t = useTranslations("problems.menu");
  const favoured = strategies.find((strategy) => strategy.position === row.favouredPosition);
  const trigger = (
    <Button
      variant="quiet"
      size="sm"
      iconOnly
      aria-label={t("label", { n: row.ordinal })}
      tabIndex={-1}
    >
      <Ellipsis />
    </Button>
  );
  return (
    <Menu align="end" trigger={trigger}>
      <MenuLabel>{t("moveTo")}</MenuLabel>
      <MenuChoice
        value={favoured ? String(favoured.id) : ""}
        onChange={(value) => on.setSubset(value === "auto" ? "auto" : Number(value))}
        options={[
          ...strategies.map((strategy) => ({
            value: String(strategy.id),
            label: strategy.subsetName,
            icon: <SubsetSign {...strategy} size="sm" />,
          })),
          { value: "auto", label: t("byRule") },
        ]}
      />
      <MenuLine />
      <MenuItem onSelect={() => on.setHeldOut(!row.heldOut)}>
        {row.heldOut ? <Undo2 aria-hidden /> : <FlaskConical aria-hidden />}
        {row.heldOut ? t("giveBack") : t("holdOut")}
      </MenuItem>
      {row.isArchived ? (
        <MenuItem onSelect={on.restore}>
          <ArchiveRestore aria-hidden />
          {t("restore")}
        </MenuItem>
      ) : (
        <MenuItem onSelect={on.archive}>
          <Archive aria-hidden />
          {t("archive")}
        </MenuItem>
      )}
    </Menu>
  );
}

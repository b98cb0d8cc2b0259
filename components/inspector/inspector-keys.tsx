"use client";

import { useTranslations } from "next-intl";
import { useShortcuts } from "../shell/keyboard.tsx";
import { useGo } from "../shell/use-go.ts";

interface InspectorKeysProps {
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  readonly editHref: string | null;
  readonly listHref: string;
  readonly viewHrefs: readonly string[];
}

/** The keys of the inspector: neighbours, views, editor, back to the list. */
export function InspectorKeys({
  previousHref,
  nextHref,
  editHref,
  listHref,
  viewHrefs,
}: InspectorKeysProps) {
  const t = useTranslations("inspector");
  const start = useGo();
  const group = t("keys");
  const go = (href: string | null) => () => {
    if (href) start(href, { scroll: false });
  };
  const edit = () => {
    if (editHref) start(editHref, { scroll: false, keys: "drop" });
  };
  useShortcuts([
    { keys: "j", label: t("next"), group, enabled: nextHref !== null, run: go(nextHref) },
    {
      keys: "k",
      label: t("previous"),
      group,
      enabled: previousHref !== null,
      run: go(previousHref),
    },
    { keys: "e", label: t("edit"), group, enabled: editHref !== null, run: edit },
    { keys: "Escape", label: t("back"), group, run: go(listHref) },
    ...viewHrefs.map((href, index) => ({
      keys: String(index + 1),
      label: t(`view.${(["blocks", "mask", "raw", "side"] as const)[index] ?? "blocks"}`),
      group,
      run: go(href),
    })),
  ]);
  return null;
}

"use client";

import { useTranslations } from "next-intl";
import { useShortcuts } from "#components/shell/keyboard.tsx";
import { useGo } from "#components/shell/use-go.ts";

interface AttemptKeysProps {
  readonly blocksHref: string;
  readonly rawHref: string;
  readonly listHref: string;
}

/** The keys of an attempt's page. */
export function AttemptKeys({ blocksHref, rawHref, listHref }: AttemptKeysProps) {
  const t = useTranslations("attempt.key");
  const go = useGo();
  const group = t("group");
  useShortcuts([
    { keys: "1", label: t("blocks"), group, run: () => go(blocksHref, { scroll: false }) },
    { keys: "2", label: t("raw"), group, run: () => go(rawHref, { scroll: false }) },
    { keys: "Escape", label: t("back"), group, run: () => go(listHref) },
  ]);
  return null;
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useShortcuts } from "#components/shell/keyboard.tsx";

interface AttemptKeysProps {
  readonly blocksHref: string;
  readonly rawHref: string;
  readonly listHref: string;
}

/** The keys of an attempt's page. */
export function AttemptKeys({ blocksHref, rawHref, listHref }: AttemptKeysProps) {
  const t = useTranslations("attempt.key");
  const router = useRouter();
  const group = t("group");
  useShortcuts([
    { keys: "1", label: t("blocks"), group, run: () => router.push(blocksHref, { scroll: false }) },
    { keys: "2", label: t("raw"), group, run: () => router.push(rawHref, { scroll: false }) },
    { keys: "Escape", label: t("back"), group, run: () => router.push(listHref) },
  ]);
  return null;
}

"use client";

import { useTranslations } from "next-intl";
import { useShortcuts } from "./keyboard.tsx";
import { hrefOf, type NavGroup, type NavLink } from "./nav.ts";
import { useGo } from "./use-go.ts";

/** `g` and a letter goes to each page of the sidebar; `g h` to the list of projects from everywhere. */
export function useNavShortcuts(groups: readonly NavGroup[], projectId: number | null): void {
  const t = useTranslations("shell");
  const go = useGo();
  const toShortcut = (name: string, letter: string, href: string) => ({
    keys: `g ${letter}`,
    label: t(`nav.${name}`),
    group: t("keys.go"),
    run: () => go(href),
  });
  const links: readonly NavLink[] = groups.flatMap((group) => group.links);
  const shortcuts = links.map((link) =>
    toShortcut(link.name, link.letter, hrefOf(link, projectId)),
  );
  useShortcuts([...shortcuts, toShortcut("projects", "h", "/projects")], "global");
}

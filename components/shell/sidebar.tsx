"use client";

import clsx from "clsx";
import { Keyboard } from "lucide-react";
import { usePathname } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Kbd } from "#components/ui/kbd.tsx";
import { Link } from "#components/ui/link.tsx";
import { CheatSheet } from "./cheat-sheet.tsx";
import { useShortcuts } from "./keyboard.tsx";
import { useLiveState, useProjectId } from "./live.tsx";
import { hrefOf, isCurrent, type NavGroup, type NavLink, projectNav, studioNav } from "./nav.ts";
import { useNavShortcuts } from "./nav-shortcuts.ts";

const rowOf = (isOpen: boolean) =>
  clsx(
    "flex items-center rounded-md text-ink-2 hover:bg-hover hover:text-ink [&_svg.lucide]:size-4 [&_svg.lucide]:stroke-[1.75] [&_svg.lucide]:text-ink-3",
    isOpen ? "h-7 w-full gap-[9px] px-2" : "h-[30px] w-8 justify-center",
  );
const current = "bg-selected font-strong text-ink [&_svg.lucide]:text-ink";

/** Where one can go; 208 px, or 48 px with only the signs. */
export function Sidebar({ isOpen }: { readonly isOpen: boolean }) {
  const t = useTranslations("shell");
  const projectId = useProjectId();
  const groups = projectId === null ? studioNav : projectNav;
  const [isHelpOpen, setHelpOpen] = useState(false);
  useNavShortcuts(groups, projectId);
  useShortcuts(
    [
      {
        keys: "?",
        label: t("keys.title"),
        group: t("keys.everywhere"),
        run: () => setHelpOpen(true),
      },
    ],
    "global",
  );
  return (
    <nav
      aria-label={t("nav.label")}
      className={clsx(
        "flex flex-col gap-px overflow-y-auto border-r border-line bg-canvas",
        isOpen ? "p-2" : "items-center py-2",
      )}
    >
      {groups.map((group) => (
        <Group key={group.name} group={group} projectId={projectId} isOpen={isOpen} />
      ))}
      <button
        type="button"
        onClick={() => setHelpOpen(true)}
        title={t("nav.shortcuts")}
        className={clsx(rowOf(isOpen), "mt-auto text-left")}
      >
        <Keyboard aria-hidden />
        {isOpen ? (
          <span className="flex-1">{t("nav.shortcuts")}</span>
        ) : (
          <span className="sr-only">{t("nav.shortcuts")}</span>
        )}
        {isOpen ? <Kbd>?</Kbd> : null}
      </button>
      <CheatSheet open={isHelpOpen} onOpenChange={setHelpOpen} />
    </nav>
  );
}

interface GroupProps {
  readonly group: NavGroup;
  readonly projectId: number | null;
  readonly isOpen: boolean;
}

function Group({ group, projectId, isOpen }: GroupProps) {
  const t = useTranslations("shell.nav");
  const isCaptioned = group.name === "library" || group.name === "project";
  return (
    <>
      {isCaptioned && isOpen ? (
        <p className="px-2 pt-3 pb-1 text-xs text-ink-3">{t(group.name)}</p>
      ) : null}
      {isCaptioned && !isOpen ? <hr className="my-[7px] w-5 border-line" /> : null}
      {group.links.map((link) => (
        <NavRow key={link.name} link={link} projectId={projectId} isOpen={isOpen} />
      ))}
    </>
  );
}

interface NavRowProps {
  readonly link: NavLink;
  readonly projectId: number | null;
  readonly isOpen: boolean;
}

function NavRow({ link, projectId, isOpen }: NavRowProps) {
  const t = useTranslations("shell.nav");
  const href = hrefOf(link, projectId);
  const isOn = isCurrent(link, href, usePathname());
  const Icon = link.icon;
  const label = t(link.name);
  return (
    <Link
      href={href}
      title={isOpen ? undefined : label}
      aria-current={isOn ? "page" : undefined}
      className={clsx(rowOf(isOpen), isOn && current, "relative")}
    >
      <Icon aria-hidden />
      <span className={isOpen ? "truncate" : "sr-only"}>{label}</span>
      {isOpen && link.count ? <Figure name={link.count} /> : null}
      {link.name === "system" ? <HealthDot isOpen={isOpen} /> : null}
    </Link>
  );
}

function Figure({ name }: { readonly name: NonNullable<NavLink["count"]> }) {
  const format = useFormatter();
  const count = useLiveState().status.counts?.[name];
  if (count === undefined) return null;
  return (
    <span className="ml-auto text-xs font-normal text-ink-3">
      {count > 10_000 ? `${format.number(10_000)}+` : format.number(count)}
    </span>
  );
}

const healthLooks = {
  good: "bg-accepted",
  starting: "border border-dashed border-ink-3",
  bad: "rounded-none bg-ink [clip-path:polygon(50%_0,100%_100%,0_100%)] size-2",
} as const;

/** Round and green: all well. Dashed: something starts. A dark triangle: look at the page. */
function HealthDot({ isOpen }: { readonly isOpen: boolean }) {
  const t = useTranslations("shell.health");
  const { health } = useLiveState().status;
  return (
    <span
      role="img"
      aria-label={t(health)}
      title={t(health)}
      className={clsx(
        "size-1.5 flex-none rounded-full",
        healthLooks[health],
        isOpen ? "ml-auto" : "absolute top-1 right-1",
      )}
    />
  );
}

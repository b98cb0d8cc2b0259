"use client";

import { ChevronsUpDown, PanelLeft, Plus, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { KeyHint } from "#components/ui/kbd.tsx";
import { Link } from "#components/ui/link.tsx";
import { Menu, MenuItem, MenuLabel, MenuLine } from "#components/ui/menu.tsx";
import { useShortcuts } from "./keyboard.tsx";
import { useProjectId } from "./live.tsx";
import { Logo } from "./logo.tsx";
import { Palette, type PaletteProject } from "./palette.tsx";
import { RunningPill } from "./running-pill.tsx";
import type { Theme } from "./theme.ts";
import { ThemeMenu } from "./theme-menu.tsx";

interface TopBarProps {
  readonly projects: readonly PaletteProject[];
  readonly theme: Theme;
  readonly isSidebarOpen: boolean;
  readonly onToggleSidebar: () => void;
}

export function TopBar({ projects, theme, isSidebarOpen, onToggleSidebar }: TopBarProps) {
  const t = useTranslations("shell");
  const projectId = useProjectId();
  return (
    <header className="relative col-span-full flex items-center gap-2.5 border-b border-line bg-canvas pr-3 pl-2">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-raised focus:px-2"
      >
        {t("skip")}
      </a>
      <Button
        variant="quiet"
        iconOnly
        aria-label={t("sidebar")}
        aria-expanded={isSidebarOpen}
        onClick={onToggleSidebar}
      >
        <PanelLeft className="size-4" />
      </Button>
      <Link href="/projects" className="flex items-center gap-2 font-semibold tracking-[-0.015em]">
        <Logo />
        {t("product")}
      </Link>
      <span className="text-ink-4" aria-hidden>
        /
      </span>
      <ProjectSwitcher projects={projects} projectId={projectId} />
      <Finder projects={projects} projectId={projectId} />
      <div className="ml-auto flex items-center gap-1.5">
        <RunningPill />
        <ThemeMenu initial={theme} />
      </div>
    </header>
  );
}

interface ProjectPlace {
  readonly projects: readonly PaletteProject[];
  readonly projectId: number | null;
}

function ProjectSwitcher({ projects, projectId }: ProjectPlace) {
  const t = useTranslations("shell.projects");
  const current = projects.find((project) => project.id === projectId);
  const active = projects.filter((project) => !project.isArchived);
  const name = current?.name ?? (projectId === null ? t("all") : t("unknown"));
  const trigger = (
    <button
      type="button"
      className="flex h-7 min-w-0 items-center gap-1.5 rounded-md px-2 font-medium hover:bg-hover data-[state=open]:bg-hover"
    >
      <span className="max-w-56 truncate">{name}</span>
      <ChevronsUpDown className="size-3 text-ink-3" aria-hidden />
      <span className="sr-only">{t("switch")}</span>
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuLabel>{t("label")}</MenuLabel>
      {active.map((project) => (
        <MenuItem key={project.id} asChild>
          <Link href={`/projects/${project.id}`}>
            <span className="truncate">{project.name}</span>
          </Link>
        </MenuItem>
      ))}
      {active.length > 0 ? <MenuLine /> : null}
      <MenuItem asChild>
        <Link href="/projects">{t("all")}</Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href="/projects/new">
          <Plus aria-hidden />
          {t("new")}
        </Link>
      </MenuItem>
    </Menu>
  );
}

/** The search field of every page: opens the palette. `/` does too, unless the page has a search of its own. */
function Finder({ projects, projectId }: ProjectPlace) {
  const t = useTranslations("shell");
  const [isOpen, setOpen] = useState(false);
  const open = () => setOpen(true);
  useShortcuts(
    [
      { keys: "Ctrl+k", label: t("palette.title"), group: t("keys.everywhere"), run: open },
      { keys: "/", label: t("palette.title"), group: t("keys.everywhere"), run: open },
    ],
    "global",
  );
  return (
    <>
      <button
        type="button"
        onClick={open}
        className="absolute left-1/2 flex h-7 w-[340px] max-w-[28vw] -translate-x-1/2 items-center gap-2 rounded-md border border-line bg-surface pr-1.5 pl-[9px] text-left text-ink-3 hover:border-line-strong"
      >
        <Search aria-hidden />
        <span className="flex-1 truncate">{t("find")}</span>
        <KeyHint keys="Ctrl+k" />
      </button>
      <Palette open={isOpen} onOpenChange={setOpen} projects={projects} projectId={projectId} />
    </>
  );
}

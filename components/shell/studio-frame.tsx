"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { TooltipProvider } from "#components/ui/tooltip.tsx";
import { KeyboardProvider } from "./keyboard.tsx";
import { LiveProvider } from "./live.tsx";
import type { PaletteProject } from "./palette.tsx";
import { rememberChoice } from "./preference.ts";
import type { ShellStatus } from "./shell-status.ts";
import { Sidebar } from "./sidebar.tsx";
import type { Theme } from "./theme.ts";
import { TopBar } from "./top-bar.tsx";

interface StudioFrameProps {
  readonly projects: readonly PaletteProject[];
  readonly status: ShellStatus;
  readonly cursor: number | null;
  readonly theme: Theme;
  /** Is the sidebar open on usual pages, and on the dense ones (lists of trajectories, inspector). */
  readonly sidebar: { readonly usual: boolean; readonly dense: boolean };
  readonly children: ReactNode;
}

/** Top bar, sidebar and what works on every page. */
export function StudioFrame({
  projects,
  status,
  cursor,
  theme,
  sidebar,
  children,
}: StudioFrameProps) {
  const isDense = /^\/projects\/\d+\/trajectories/.test(usePathname());
  const [open, setOpen] = useState(sidebar);
  const isOpen = isDense ? open.dense : open.usual;
  const toggle = () => {
    setOpen(isDense ? { ...open, dense: !isOpen } : { ...open, usual: !isOpen });
    rememberChoice(isDense ? "sidebar-dense" : "sidebar", isOpen ? "rail" : "open");
  };
  return (
    <KeyboardProvider>
      <LiveProvider cursor={cursor} status={status}>
        <TooltipProvider>
          <div
            className={`grid h-dvh grid-rows-[var(--topbar)_minmax(0,1fr)] ${isOpen ? "grid-cols-[208px_minmax(0,1fr)]" : "grid-cols-[48px_minmax(0,1fr)]"}`}
          >
            <TopBar
              projects={projects}
              theme={theme}
              isSidebarOpen={isOpen}
              onToggleSidebar={toggle}
            />
            <Sidebar isOpen={isOpen} />
            <main
              id="main"
              className="relative min-w-0 overflow-auto bg-surface outline-none"
              tabIndex={-1}
            >
              {children}
            </main>
          </div>
        </TooltipProvider>
      </LiveProvider>
    </KeyboardProvider>
  );
}

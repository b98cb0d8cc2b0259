import {
  Activity,
  Bot,
  Diamond,
  FileText,
  FolderOpen,
  Hash,
  ListTree,
  type LucideIcon,
  Package,
  Scale,
  Settings,
  Table2,
  Workflow,
} from "lucide-react";

export type NavCount = "problems" | "pairs" | "datasets" | "policies" | "transitions";

export interface NavLink {
  /** Key of its label under `shell.nav`. */
  readonly name: string;
  readonly icon: LucideIcon;
  /** Below the project's address; absolute when it starts with `/`. */
  readonly path: string;
  /** The letter after `g`. */
  readonly letter: string;
  readonly count?: NavCount;
}

export interface NavGroup {
  readonly name: "pipeline" | "library" | "project" | "studio";
  readonly links: readonly NavLink[];
}

const system: NavLink = { name: "system", icon: Activity, path: "/system", letter: "y" };

export const projectNav: readonly NavGroup[] = [
  {
    name: "pipeline",
    links: [
      { name: "map", icon: Workflow, path: "", letter: "m" },
      { name: "problems", icon: Hash, path: "problems", letter: "p", count: "problems" },
      { name: "trajectories", icon: Table2, path: "trajectories", letter: "t", count: "pairs" },
      { name: "balance", icon: Scale, path: "balance", letter: "b" },
      { name: "datasets", icon: Package, path: "datasets", letter: "d", count: "datasets" },
      { name: "runs", icon: ListTree, path: "runs", letter: "r" },
    ],
  },
  {
    name: "library",
    links: [
      { name: "policies", icon: Bot, path: "policies", letter: "o", count: "policies" },
      {
        name: "transitions",
        icon: Diamond,
        path: "transitions",
        letter: "n",
        count: "transitions",
      },
      { name: "prompts", icon: FileText, path: "prompts", letter: "e" },
    ],
  },
  {
    name: "project",
    links: [{ name: "settings", icon: Settings, path: "settings", letter: "s" }, system],
  },
];

export const studioNav: readonly NavGroup[] = [
  {
    name: "studio",
    links: [{ name: "projects", icon: FolderOpen, path: "/projects", letter: "h" }, system],
  },
];

/** The address of a link, inside a project or out of it. */
export function hrefOf(link: NavLink, projectId: number | null): string {
  if (link.path.startsWith("/")) return link.path;
  return link.path === "" ? `/projects/${projectId}` : `/projects/${projectId}/${link.path}`;
}

/** The map is only itself; every other page owns what lies below it. */
export function isCurrent(link: NavLink, href: string, pathname: string): boolean {
  if (link.name === "map" || link.name === "projects") return pathname === href;
  return pathname === href || pathname.startsWith(`${href}/`);
}

import type { ReactNode } from "react";
import { orNotFound } from "#app/(studio)/found.ts";
import { SeedCounts } from "#components/shell/live.tsx";
import { localActor } from "#lib/member/actor.ts";
import { type NavCounts, readNavCounts } from "#lib/pipeline-map/nav-counts/queries.ts";
import { getProject } from "#lib/project/queries.ts";
import { projectIdOf } from "./project-id.ts";

interface ProjectLayoutProps {
  readonly children: ReactNode;
  readonly params: Promise<{ projectId: string }>;
}

/** Every page below may take for granted that the project exists. */
export default async function ProjectLayout({ children, params }: ProjectLayoutProps) {
  const projectId = projectIdOf(await params);
  return (
    <>
      <SeedCounts counts={await readCounts(projectId)} />
      {children}
    </>
  );
}

async function readCounts(projectId: number): Promise<NavCounts> {
  await orNotFound(getProject(localActor, projectId));
  return readNavCounts(localActor, projectId);
}

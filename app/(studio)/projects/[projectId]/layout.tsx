import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { SeedCounts } from "#components/shell/live.tsx";
import { NotFound } from "#lib/errors.ts";
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
  try {
    await getProject(localActor, projectId);
  } catch (thrown) {
    if (thrown instanceof NotFound) notFound();
    throw thrown;
  }
  return readNavCounts(localActor, projectId);
}

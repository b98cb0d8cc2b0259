import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { NotFound } from "#lib/errors.ts";
import { localActor } from "#lib/member/actor.ts";
import { getProject } from "#lib/project/queries.ts";
import { projectIdOf } from "./project-id.ts";

interface ProjectLayoutProps {
  readonly children: ReactNode;
  readonly params: Promise<{ projectId: string }>;
}

/** Every page below may take for granted that the project exists. */
export default async function ProjectLayout({ children, params }: ProjectLayoutProps) {
  const projectId = projectIdOf(await params);
  try {
    await getProject(localActor, projectId);
  } catch (thrown) {
    if (thrown instanceof NotFound) notFound();
    throw thrown;
  }
  return children;
}

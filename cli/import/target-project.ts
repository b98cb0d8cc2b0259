import { say } from "#cli/output.ts";
import type { Actor } from "#lib/member/actor.ts";
import { createProject } from "#lib/project/mutations.ts";
import { findProjectId, getProject } from "#lib/project/queries.ts";
import type { ProjectDetails } from "#lib/project/schema.ts";

/** The project of this name; a new name is made with the embedded teachers. */
export async function targetProject(actor: Actor, name: string): Promise<ProjectDetails> {
  const known = await findProjectId(actor, name);
  if (known !== null) return getProject(actor, known);
  const { id } = await createProject(actor, { name, embedded: true });
  say(`Made the project "${name.trim()}" with the embedded teachers.`);
  return getProject(actor, id);
}

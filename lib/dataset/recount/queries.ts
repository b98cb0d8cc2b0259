import { db, Prisma } from "#lib/adapters/db/client.ts";
import type { Actor } from "#lib/member/actor.ts";
import { projectSettingsSchema } from "#lib/project/schema.ts";

/** What a project's token counts must be by. */
export interface CountBasis {
  readonly projectId: number;
  readonly tokenizerName: string;
  /** The student's prompt in force. */
  readonly promptId: number;
}

export interface ProjectToCount extends CountBasis {
  /** An entry was never counted; whether others were counted by something else takes a look at each. */
  readonly hasUncounted: boolean;
}

/** Every project that is not archived with what its counts must be by; cheap enough to ask every few seconds. */
export async function listProjectsToCount(_actor: Actor): Promise<readonly ProjectToCount[]> {
  const rows = await db().$queryRaw<
    { id: number; settings: unknown; promptId: number; hasUncounted: boolean }[]
  >`
    SELECT project.id, project.settings, prompt.id AS "promptId", EXISTS (
        SELECT 1 FROM revision JOIN entry ON entry.current_id = revision.id
        WHERE revision.tokenizer = '' AND entry.project_id = project.id AND entry.state = 'active'
      ) AS "hasUncounted"
    FROM project JOIN LATERAL (
      SELECT id FROM prompt WHERE prompt.project_id = project.id AND use = 'student' ORDER BY version DESC LIMIT 1
    ) AS prompt ON true
    WHERE project.archived_at IS NULL
    ORDER BY project.id`;
  return rows.map(({ id, settings, ...row }) => ({
    projectId: id,
    tokenizerName: projectSettingsSchema.parse(settings).tokenizer,
    ...row,
  }));
}

interface UncountedPage {
  readonly after: number;
  /** Characters of both attempts together; null: any number. */
  readonly longest: number | null;
  /** Only those that hold counts by something else. */
  readonly isCounted?: boolean;
}

const mostRows = 200;
/** What is in memory at a time, one longer text excepted. */
const mostCharacters = 2_000_000;

/** Current revisions of active entries whose count is not by this basis, by id; a page that fits into memory. */
export async function readUncounted(
  { projectId, tokenizerName, promptId }: CountBasis,
  { after, longest, isCounted = false }: UncountedPage,
): Promise<number[]> {
  const only = isCounted ? Prisma.sql`AND revision.tokenizer <> ''` : Prisma.empty;
  const short =
    longest === null
      ? Prisma.empty
      : Prisma.sql`AND first.characters + coalesce(second.characters, 0) <= ${longest}`;
  const rows = await db().$queryRaw<{ id: number; characters: number }[]>`
    SELECT revision.id, (first.characters + coalesce(second.characters, 0))::float8 AS characters
    FROM entry
    JOIN revision ON revision.id = entry.current_id
    JOIN trajectory first ON first.id = revision.first_id
    LEFT JOIN trajectory second ON second.id = revision.second_id
    WHERE entry.project_id = ${projectId} AND entry.state = 'active' AND entry.current_id > ${after} AND revision.id > ${after} ${only}
      AND (revision.tokenizer <> ${tokenizerName} OR revision.counted_prompt_id IS DISTINCT FROM ${promptId})
      ${short}
    ORDER BY revision.id LIMIT ${mostRows}`;
  let characters = 0;
  const fitting = rows.findIndex((row) => {
    characters += row.characters;
    return characters > mostCharacters;
  });
  return rows.slice(0, fitting < 0 ? rows.length : Math.max(fitting, 1)).map((row) => row.id);
}

import { z } from "zod";
import { db } from "#lib/adapters/db/client.ts";
import { type DiskSpace, diskSpace } from "#lib/adapters/files/files.ts";
import { dataDir } from "#lib/env.ts";
import type { Actor } from "#lib/member/actor.ts";

const unitLoadSchema = z.object({ waiting: z.int(), leased: z.int(), attention: z.int() });
export type UnitLoad = z.infer<typeof unitLoadSchema>;

/** Units of runs that go on, by what they wait for. */
export async function readUnitLoad(_actor: Actor): Promise<UnitLoad> {
  const rows = await db().$queryRaw`
    SELECT count(*) FILTER (WHERE unit.state = 'waiting')::int AS waiting,
      count(*) FILTER (WHERE unit.state = 'leased')::int AS leased,
      count(*) FILTER (WHERE unit.state = 'needs-attention')::int AS attention
    FROM run JOIN unit ON unit.run_id = run.id
    WHERE run.status IN ('running', 'paused')`;
  return z.tuple([unitLoadSchema]).parse(rows)[0];
}

const jobLoadSchema = z.object({ waiting: z.int(), active: z.int(), failed: z.int() });
export type JobLoad = z.infer<typeof jobLoadSchema>;

/** Jobs of the queue; null while its tables are not installed. */
export async function readJobLoad(_actor: Actor): Promise<JobLoad | null> {
  const found = await db().$queryRaw`SELECT to_regclass('pgboss.job')::text AS name`;
  if (z.tuple([z.object({ name: z.string().nullable() })]).parse(found)[0].name === null)
    return null;
  const rows = await db().$queryRaw`
    SELECT count(*) FILTER (WHERE state::text IN ('created', 'retry'))::int AS waiting,
      count(*) FILTER (WHERE state::text = 'active')::int AS active,
      count(*) FILTER (WHERE state::text = 'failed')::int AS failed
    FROM pgboss.job`;
  return z.tuple([jobLoadSchema]).parse(rows)[0];
}

export interface DiskFacts extends DiskSpace {
  readonly folder: string;
}

/** The data folder and the space around it. */
export async function readDiskFacts(_actor: Actor): Promise<DiskFacts> {
  return { folder: dataDir(), ...(await diskSpace()) };
}

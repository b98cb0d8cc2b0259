import { randomUUID } from "node:crypto";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { webLog } from "#app/action-result.ts";
import { readShellStatus } from "#app/shell-status.ts";
import { StudioAway } from "#components/shell/studio-away.tsx";
import { StudioFrame } from "#components/shell/studio-frame.tsx";
import { themeSchema } from "#components/shell/theme.ts";
import { messageOf } from "#lib/errors.ts";
import { eventCursor } from "#lib/event/queries.ts";
import { localActor } from "#lib/member/actor.ts";
import { listProjectNames } from "#lib/pipeline-map/nav-counts/queries.ts";

export default async function StudioLayout({ children }: { readonly children: ReactNode }) {
  const jar = await cookies();
  // Before the reads: what happens during them is told again, never missed.
  const cursor = eventCursor(localActor);
  const read = await readFrame();
  if (!read.ok) return <StudioAway id={read.id} />;
  return (
    <StudioFrame
      projects={read.projects}
      status={read.status}
      cursor={cursor}
      theme={themeSchema.parse(jar.get("theme")?.value)}
      sidebar={{
        usual: jar.get("sidebar")?.value !== "rail",
        dense: jar.get("sidebar-dense")?.value === "open",
      }}
    >
      {children}
    </StudioFrame>
  );
}

/** What the frame shows needs nothing but the database: when it cannot be read, the database is away. */
async function readFrame() {
  try {
    const [projects, status] = await Promise.all([
      listProjectNames(localActor),
      readShellStatus(null),
    ]);
    return { ok: true, projects, status } as const;
  } catch (thrown) {
    const id = randomUUID();
    webLog().error({ id, thrown: messageOf(thrown) }, "the database cannot be read");
    return { ok: false, id } as const;
  }
}

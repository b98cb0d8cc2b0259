import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readShellStatus } from "#app/shell-status.ts";
import { StudioFrame } from "#components/shell/studio-frame.tsx";
import { themeSchema } from "#components/shell/theme.ts";
import { eventCursor } from "#lib/event/queries.ts";
import { localActor } from "#lib/member/actor.ts";
import { listProjectNames } from "#lib/pipeline-map/nav-counts/queries.ts";

export default async function StudioLayout({ children }: { readonly children: ReactNode }) {
  const jar = await cookies();
  // Before the reads: what happens during them is told again, never missed.
  const cursor = eventCursor(localActor);
  const [projects, status] = await Promise.all([
    listProjectNames(localActor),
    readShellStatus(null),
  ]);
  return (
    <StudioFrame
      projects={projects}
      status={status}
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

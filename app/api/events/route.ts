import { z } from "zod";
import { readShellStatus } from "#app/shell-status.ts";
import { coalesce } from "#lib/event/coalesce.ts";
import { type Announcement, eventCursor, subscribeToEvents } from "#lib/event/queries.ts";
import type { Change } from "#lib/event/schema.ts";
import { localActor } from "#lib/member/actor.ts";

export const dynamic = "force-dynamic";

const coalesceMs = 400;
const beatMs = 10_000;

const querySchema = z.object({
  project: z.coerce.number().int().positive().nullable().catch(null),
});

/** Server-sent events: `hello` with a snapshot, then `change` at most every 400 ms, `beat` in between. */
export function GET(request: Request): Response {
  const { project } = querySchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => serve(controller, project, request.signal),
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

function serve(
  controller: ReadableStreamDefaultController<Uint8Array>,
  projectId: number | null,
  signal: AbortSignal,
): void {
  const encoder = new TextEncoder();
  let waiting: Change[] = [];
  let isResync = false;
  let timer: NodeJS.Timeout | null = null;

  const send = (event: string, data: object) => {
    if (signal.aborted) return;
    controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
  };
  const snapshot = async () => ({
    cursor: eventCursor(localActor),
    status: await statusOrNull(projectId),
  });
  const flush = async () => {
    timer = null;
    const changes = coalesce(waiting);
    const wasResync = isResync;
    waiting = [];
    isResync = false;
    send("change", { changes, isResync: wasResync, ...(await snapshot()) });
  };
  const onEvent = (announcement: Announcement) => {
    if (announcement === "resync") isResync = true;
    else if (concerns(announcement.projectId, projectId)) waiting.push(changeOf(announcement));
    else return;
    timer ??= setTimeout(flush, coalesceMs);
  };

  const leave = subscribeToEvents(localActor, onEvent);
  const beat = setInterval(() => send("beat", {}), beatMs);
  void snapshot().then((data) => send("hello", data));
  signal.addEventListener("abort", () => {
    leave();
    clearInterval(beat);
    if (timer) clearTimeout(timer);
    controller.close();
  });
}

/** A page of one project hears its own changes and the Studio's; a page outside hears all. */
function concerns(eventProject: number | null, pageProject: number | null): boolean {
  return eventProject === null || pageProject === null || eventProject === pageProject;
}

function changeOf(event: Exclude<Announcement, "resync">): Change {
  return event.id === undefined ? { topic: event.topic } : { topic: event.topic, id: event.id };
}

/** The database may be away; the page keeps its last figures then and the dot says so. */
async function statusOrNull(projectId: number | null) {
  try {
    return await readShellStatus(projectId);
  } catch {
    return null;
  }
}

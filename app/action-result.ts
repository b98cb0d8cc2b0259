import { randomUUID } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import type { ActionFailure, ActionResult } from "#components/shell/action-result.ts";
import { messageOf, outageOf, StudioError } from "#lib/errors.ts";
import { createLog } from "#lib/log.ts";

/** Runs the body of a server action; what the Studio throws on purpose becomes an answer, never a crash of the page. */
export async function runAction<Data>(body: () => Promise<Data>): Promise<ActionResult<Data>> {
  try {
    return { ok: true, data: await body() };
  } catch (thrown) {
    // Redirects and not-found travel as exceptions.
    unstable_rethrow(thrown);
    return failureOf(thrown);
  }
}

function failureOf(cause: unknown): ActionFailure {
  const thrown = outageOf(cause) ?? cause;
  if (thrown instanceof StudioError) {
    return { ok: false, code: thrown.code, message: thrown.message, fields: thrown.fields };
  }
  if (thrown instanceof z.ZodError) {
    return {
      ok: false,
      code: "invalid",
      message: z.prettifyError(thrown),
      fields: fieldsOf(thrown),
    };
  }
  const id = randomUUID();
  webLog().error(
    { id, thrown: messageOf(thrown), stack: thrown instanceof Error ? thrown.stack : undefined },
    "action failed",
  );
  return {
    ok: false,
    code: "unexpected",
    message: `Something went wrong that the Studio did not expect. Nothing was changed; the log has the reason under ${id}.`,
    fields: { id },
  };
}

function fieldsOf(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(error.issues.map((issue) => [issue.path.join("."), issue.message]));
}

let log: ReturnType<typeof createLog> | undefined;

/** The web process's log for requests and actions. */
export function webLog(): ReturnType<typeof createLog> {
  log ??= createLog("web-requests");
  return log;
}

import { runAction } from "#app/action-result.ts";
import { httpStatus } from "#lib/errors.ts";

/** A thrown value as an HTTP answer: the same words and codes as an action's failure, never a stack. */
export async function failureResponse(thrown: unknown): Promise<Response> {
  const failure = await runAction<never>(() => Promise.reject(thrown));
  if (failure.ok) return new Response(null, { status: 500 });
  const status = failure.code === "unexpected" ? 500 : httpStatus[failure.code];
  return Response.json(failure, { status });
}

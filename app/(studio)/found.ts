import { notFound } from "next/navigation";
import { NotFound } from "#lib/errors.ts";

/** What a query found, or the page that says there is no such thing. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (thrown) {
    if (thrown instanceof NotFound) notFound();
    throw thrown;
  }
}

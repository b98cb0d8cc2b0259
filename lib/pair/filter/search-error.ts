import { Invalid, messageOf } from "#lib/errors.ts";

/** What Postgres says about a search it could not run, in words; null when the search was not the reason. */
export function asInvalidSearch(error: unknown, q: string): Invalid | null {
  const message = messageOf(error);
  if (/statement timeout|57014/.test(message)) {
    return new Invalid(
      `The search ${shown(q)} took more than 2 seconds. Narrow it: add a filter, or search for a longer piece of text.`,
      { fields: { q }, cause: error },
    );
  }
  const expression = /invalid regular expression: ([^\n"`]+)/.exec(message)?.[1];
  if (expression === undefined) return null;
  return new Invalid(
    `${shown(q)} is no regular expression: ${expression.trim()}. Correct it, or search without slashes.`,
    {
      fields: { q },
      cause: error,
    },
  );
}

function shown(q: string): string {
  return q.length > 60 ? `${q.slice(0, 59)}…` : q;
}

import type { z } from "zod";

/** The first thing wrong, as one sentence with its field: what a person is shown when input does not fit its schema. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return "The input does not fit.";
  const field = issue.path.map(String).join(".");
  const message = /[.!?]$/.test(issue.message) ? issue.message : `${issue.message}.`;
  return field ? `${field}: ${message}` : message;
}

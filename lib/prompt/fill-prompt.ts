import { Invalid } from "#lib/errors.ts";
import { type PromptUseName, placeholdersOf } from "./schema.ts";

export interface PromptValues {
  readonly problem: string;
  readonly firstAttempt?: string;
  readonly firstAnswer?: string;
}

const placeholder = /\{(problem|first_attempt|first_answer)\}/g;

/**
 * The prompt with its placeholders filled, in one pass: a `{first_answer}` inside the problem's own text stays as it
 * is. Other braces (LaTeX, Python) are left alone; a value not given becomes the empty string.
 */
export function fillPrompt(text: string, values: PromptValues): string {
  const byName: Readonly<Record<string, string | undefined>> = {
    problem: values.problem,
    first_attempt: values.firstAttempt,
    first_answer: values.firstAnswer,
  };
  return text.replaceAll(placeholder, (_, name: string) => byName[name] ?? "");
}

/** Throws `Invalid` unless the text holds the placeholders that this use needs. */
export function checkPrompt(use: PromptUseName, text: string): void {
  const { required, anyOf } = placeholdersOf[use];
  if (text.trim() === "") throw new Invalid("The prompt is empty. Write its text and save again.");
  if (text.length > 100_000) {
    throw new Invalid(
      `The prompt has ${text.length} characters; at most 100,000 are kept. Shorten it.`,
    );
  }
  for (const name of required) {
    if (!text.includes(name)) {
      throw new Invalid(
        `The prompt has no ${name}, so the model would never see it. Put ${name} where it belongs.`,
      );
    }
  }
  if (anyOf.length > 0 && !anyOf.some((name) => text.includes(name))) {
    throw new Invalid(
      `The prompt shows nothing of the first attempt. Put ${anyOf.join(" or ")} where it belongs.`,
    );
  }
}

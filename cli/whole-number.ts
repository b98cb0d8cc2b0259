import { InvalidArgumentError } from "commander";

/** Reads an option that must be a whole number from 1 on. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError(`"${text}" is not a whole number from 1 on.`);
}

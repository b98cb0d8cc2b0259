import type { ReplyPlan, ScriptedRequest, TextReply } from "./scripted-schema.ts";

/** A problem of the specs, `What is n + n?`; the number is all that a scripted teacher looks at. */
export function sumProblem(n: number): { readonly text: string; readonly answer: string } {
  return { text: `What is ${n} + ${n}?`, answer: String(2 * n) };
}

export interface Asked {
  readonly n: number;
  /** The other teacher's attempt stands in the prompt. */
  readonly isSecond: boolean;
  /** The prompt tells of the interpreter. */
  readonly usesTools: boolean;
  /** The tool has answered already. */
  readonly hasOutput: boolean;
}

export function readRequest({ prompt }: ScriptedRequest): Asked {
  return {
    n: Number(/What is (\d+) \+/.exec(prompt)?.[1]),
    isSecond: prompt.includes("The earlier attempt:"),
    usesTools: prompt.includes("Python interpreter"),
    hasOutput: prompt.slice(prompt.lastIndexOf("Solution:")).includes("<executor>"),
  };
}

/** First attempts are right on even numbers, second ones on multiples of three: all four cases come out. */
export function isRight({ n, isSecond }: Pick<Asked, "n" | "isSecond">): boolean {
  return n % (isSecond ? 3 : 2) === 0;
}

/** A teacher that thinks a line, computes where it has tools, and is right or wrong by `isRight`. */
export function arithmeticTeacher(
  request: ScriptedRequest,
  how: Pick<TextReply, "delayMs"> = {},
): ReplyPlan {
  const asked = readRequest(request);
  const answer = isRight(asked) ? 2 * asked.n : 2 * asked.n + 1;
  const says = asked.usesTools ? withTool(asked, answer) : inWords(asked, answer);
  return { kind: "text", text: says, ...how };
}

function inWords({ n, isSecond }: Asked, answer: number): string {
  const voice = isSecond ? "Looking at it again" : "Adding up";
  return `<think>\n${voice}: ${n} and ${n} make ${answer}.\n</think>\n<answer>\\boxed{${answer}}</answer>`;
}

function withTool({ n, hasOutput }: Asked, answer: number): string {
  if (hasOutput) return `<answer>\\boxed{${answer}}</answer>`;
  return `<think>\nLet the machine add ${n} and ${n}.\n</think>\n<code>\nprint(${answer})\n</code>`;
}

import type { SandboxPool, VerifyAnswer } from "../sandbox/sandbox.ts";

export interface MathVerifyResult {
  readonly outcome: "correct" | "incorrect" | "undecided";
  /** One sentence a person can read. */
  readonly reason: string;
  readonly ms: number;
}

/** Symbolic algebra on model text can run for ever. The kill takes a moment too: together no more than 2 s. */
const timeoutMs = 1_900;

/** Math-Verify's word on one pair, in the sandbox. Throws `Unavailable` when the sandbox is off. */
export async function verifyMath(
  pool: SandboxPool,
  pair: { readonly gold: string; readonly answer: string },
): Promise<MathVerifyResult> {
  const answer = await pool.verify({ ...pair, timeoutMs });
  return { ...judge(answer), ms: answer.ms };
}

function judge({ verdict, status, detail }: VerifyAnswer): Omit<MathVerifyResult, "ms"> {
  if (status === "timeout") return undecided("Math-Verify did not finish in 2 s");
  switch (verdict) {
    case "correct":
      return { outcome: "correct", reason: "Math-Verify finds the answer equal to the reference" };
    case "incorrect":
      return {
        outcome: "incorrect",
        reason: "Math-Verify finds the answer different from the reference",
      };
    case "gold-unreadable":
      return undecided("Math-Verify cannot read the reference answer as mathematics");
    case "answer-unreadable":
      return undecided("Math-Verify cannot read the answer as mathematics");
    case "failed":
      return undecided(`Math-Verify failed: ${detail}`);
    case null:
      return undecided(`Math-Verify was stopped: ${detail || status}`);
  }
}

function undecided(reason: string): Omit<MathVerifyResult, "ms"> {
  return { outcome: "undecided", reason };
}

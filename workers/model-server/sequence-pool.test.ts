import { expect, test } from "vitest";
import { createSequencePool, QueueFull } from "./sequence-pool.ts";

function sequence(name: string, evaluated: string) {
  return {
    name,
    sharedPrefix: (tokens: readonly string[]) => {
      const at = tokens.findIndex((token, i) => token !== evaluated[i]);
      return at < 0 ? tokens.length : at;
    },
  };
}
const never = new AbortController().signal;
const examples = { code: "c".repeat(40), text: "t".repeat(40) };
const pool = (running = 2) =>
  createSequencePool([sequence("a", examples.code), sequence("t", examples.text)], {
    running,
    waiting: 2,
  });

test("a request gets the free sequence with the longest shared prefix", async () => {
  const lent = pool();
  expect((await lent.take([...examples.text, "!"], never)).sequence.name).toBe("t");
  expect((await lent.take([...examples.text, "!"], never)).sequence.name).toBe("a");
});

test("without a match, the one used longest ago", async () => {
  const lent = pool();
  const first = await lent.take([...examples.code], never);
  first.release();
  expect((await lent.take([..."cnone"], never)).sequence.name).toBe("t");
});

test("waiting is first come first served, limited, and left on abort", async () => {
  const lent = pool();
  const [one] = await Promise.all([
    lent.take([...examples.code], never),
    lent.take([...examples.text], never),
  ]);
  const leaving = new AbortController();
  const order: string[] = [];
  const left = lent
    .take([..."x"], leaving.signal)
    .catch((error: unknown) => order.push(`left: ${String(error)}`));
  const next = lent.take([..."y"], never).then(() => order.push("next"));
  await expect(lent.take([..."z"], never)).rejects.toThrow(QueueFull);
  expect(lent.counts()).toEqual({ inFlight: 2, waiting: 2 });
  leaving.abort("gone");
  one.release();
  await Promise.all([left, next]);
  expect(order).toEqual(["left: gone", "next"]);
});

test("with fewer running than there are, prompts that take turns keep their own sequences", async () => {
  const lent = pool(1);
  for (const [prompt, name] of [
    [examples.code, "a"],
    [examples.text, "t"],
    [examples.code, "a"],
  ] as const) {
    const loan = await lent.take([...prompt, "?"], never);
    expect(loan.sequence.name).toBe(name);
    const next = lent.take([...examples.text, "next"], never);
    loan.release();
    expect((await next).sequence.name).toBe("t");
    (await next).release();
  }
});

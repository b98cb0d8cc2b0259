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
const pool = (queueLimit = 2) =>
  createSequencePool([sequence("a", "codecode"), sequence("t", "texttext")], queueLimit);

test("a request gets the free sequence with the longest shared prefix", async () => {
  const lent = pool();
  expect((await lent.take([..."text!"], never)).sequence.name).toBe("t");
  expect((await lent.take([..."text!"], never)).sequence.name).toBe("a");
});

test("without a match, the one used longest ago", async () => {
  const lent = pool();
  const first = await lent.take([..."code"], never);
  first.release();
  expect((await lent.take([..."none"], never)).sequence.name).toBe("t");
});

test("waiting is first come first served, limited, and left on abort", async () => {
  const lent = pool();
  const [one] = await Promise.all([lent.take([..."code"], never), lent.take([..."text"], never)]);
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

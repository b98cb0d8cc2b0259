import { createServer } from "node:net";
import { expect, test } from "vitest";
import { faultTable } from "./fault-table.ts";
import { said, scriptedEndpoint } from "./testing.ts";

const { server, call, fault } = scriptedEndpoint();

const answer = "<think>\n2 + 3 = 5.\n</think>\n<answer>5</answer> and then more";

test.each(faultTable)("%s", async (_name, plan, expected, words) => {
  const found = await fault(plan, { maxBodyBytes: 1_048_576 });
  expect(found).toMatchObject(expected);
  expect(found.message).toMatch(words);
});

const streamed = { onText: () => undefined };
test.each([
  ["no-finish", "cut", /finish reason/],
  ["reset", "cut", /closed the connection/],
  ["error", "server-error", /CUDA out of memory/],
] as const)("a stream: %s", async (stream, code, words) => {
  const found = await fault(said(answer, { stream }), {}, streamed);
  expect(found.code).toBe(code);
  expect(found.message).toMatch(words);
});

test("a stream: no first token, silence, and one token now and then", async () => {
  expect((await fault(said(answer, { delayMs: 600 }), {}, streamed)).message).toMatch(
    /sent no token/,
  );
  expect((await fault(said(answer, { pieceDelayMs: 500 }), {}, streamed)).message).toMatch(
    /fell silent/,
  );
  expect((await fault(said(answer, { pieceDelayMs: 200 }), {}, streamed)).message).toMatch(
    /did not finish/,
  );
});

test("nobody there, an unknown host, no address at all", async () => {
  const closed = await closedPort();
  expect(await fault(said(""), { baseUrl: `http://127.0.0.1:${closed}/v1` })).toMatchObject({
    code: "unreachable",
    isRetryable: true,
  });
  expect((await fault(said(""), { baseUrl: "http://no-such-host.invalid/v1" })).code).toBe(
    "unreachable",
  );
  expect((await fault(said(""), { baseUrl: "ftp://x" })).message).toMatch(
    /'ftp:\/\/x' is not an http/,
  );
  expect((await fault(said(""), { baseUrl: server().url.replace("http:", "https:") })).code).toBe(
    "misconfigured",
  );
});

test("the key is sent, and never repeated in a message", async () => {
  const found = await fault(
    { kind: "status", status: 401, body: { error: { message: "Bad key sk-secret-canary" } } },
    { apiKey: "sk-secret-canary" },
  );
  expect(found.message).toMatch(/refused the key .*\[key\]/);
  expect(found.message).not.toContain("sk-secret-canary");
});

test("the caller's signal rejects with its own reason and frees the server", async () => {
  const controller = new AbortController();
  const pending = call(
    { kind: "hang", after: "headers" },
    { deadlines: { totalMs: 60_000 } },
    { signal: controller.signal },
  );
  setTimeout(() => controller.abort(new Error("run cancelled")), 100);
  await expect(pending).rejects.toThrow("run cancelled");
  await expect.poll(() => server().log.at(-1)?.state).toBe("closed");
});

/** A port that was free a moment ago. */
function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 1));
    });
  });
}

import { expect, test } from "vitest";
import { createInference } from "./client.ts";
import type { CompletionRequest } from "./schema.ts";
import { said, scriptedEndpoint } from "./testing.ts";

const { server, call, reply, fault } = scriptedEndpoint();

const answer = "<think>\n2 + 3 = 5.\n</think>\n<answer>5</answer> and then more";
const kept = "<think>\n2 + 3 = 5.\n</think>\n<answer>5</answer>";

test("keeps its stop string, usage and the exact bodies", async () => {
  const got = await reply(said(answer), {}, { seed: 7, temperature: 0.4 });
  expect(got).toMatchObject({
    text: kept,
    stopString: "</answer>",
    finishReason: "stop",
    model: "scripted",
  });
  expect(got.usage).toEqual({ promptTokens: 4, completionTokens: 10 });
  const line = server().log.at(-1);
  expect(got.request).toBe(line?.rawBody);
  expect(got.raw).toBe(line?.sent);
  expect(JSON.parse(got.request)).toMatchObject({
    seed: 7,
    temperature: 0.4,
    max_tokens: 64,
    prompt: "Problem: 2 + 3\n",
  });
});

test.each(["stop_reason", "matched_stop", "none"] as const)(
  "knows the stop string from %s",
  async (stopField) => {
    expect(await reply(said(answer, { stopField }))).toMatchObject({
      text: kept,
      stopString: "</answer>",
    });
    expect(await reply(said("<code>\nprint(5)\n</code>\n", { stopField }))).toMatchObject({
      text: "<code>\nprint(5)\n</code>",
      stopString: "</code>",
    });
    expect(await reply(said("no tag at all", { stopField }))).not.toHaveProperty("stopString");
  },
);

test.each(["include-stop-str", "no-stop-trim"] as const)(
  "does not double a stop string kept by %s",
  async (stopKeeping) => {
    expect((await reply(said(answer), { stopKeeping })).text).toBe(kept);
  },
);

test("continues a text, and the request is known before it is sent", async () => {
  const request: CompletionRequest = {
    prompt: "P\n",
    continueFrom: "<code>\nx\n</code>",
    stop: ["</answer>"],
    maxTokens: 64,
  };
  const got = await reply(said("\n<answer>5</answer>"), {}, request);
  expect(JSON.parse(got.request).prompt).toBe("P\n<code>\nx\n</code>");
  expect(
    createInference({ baseUrl: server().url, model: "scripted", api: "completions" }).requestOf(
      request,
    ),
  ).toBe(got.request);
});

test("our own limit is `length`", async () => {
  expect(await reply(said(answer), {}, { maxTokens: 3 })).toMatchObject({
    finishReason: "length",
    text: "<think>\n2 + ",
  });
});

test("missing usage is null", async () => {
  expect((await reply(said(answer, { usage: false }))).usage).toBeNull();
});

test("a stream gives the same text, piece by piece, and its raw text", async () => {
  const pieces: string[] = [];
  const got = await reply(said(answer), {}, { onText: (text) => pieces.push(text) });
  expect(got).toMatchObject({
    text: kept,
    stopString: "</answer>",
    usage: { promptTokens: 4, completionTokens: 10 },
  });
  expect(pieces.length).toBeGreaterThan(5);
  expect(`${pieces.join("")}</answer>`).toBe(kept);
  expect(got.raw).toBe(server().log.at(-1)?.sent);
  expect(got.raw).toContain("data: [DONE]");
});

test.each(["no-last-blank-line", "split-characters"] as const)(
  "a stream with %s is whole",
  async (stream) => {
    const text = "<answer>√2 ≈ 1,41 🙂</answer>";
    expect((await reply(said(text, { stream }), {}, { onText: () => undefined })).text).toBe(text);
  },
);

test("the raw body is handed over before it is parsed", async () => {
  const seen: string[] = [];
  await fault({ kind: "raw", body: "not json" }, {}, { onRaw: (raw) => void seen.push(raw) });
  expect(seen).toEqual(["not json"]);
  await expect(
    call(said(answer), {}, { onRaw: () => Promise.reject(new Error("disk full")) }),
  ).rejects.toThrow("disk full");
});

import { expect, test } from "vitest";
import type { ReplyPlan } from "#e2e/support/scripted-schema.ts";
import { said, scriptedEndpoint } from "./testing.ts";

const { reply, fault } = scriptedEndpoint();
const chat = { api: "chat" } as const;
test("the reasoning field and the content become canonical tags", async () => {
  const got = await reply(said("The answer is 5.", { reasoning: "2 + 3 = 5." }), chat);
  expect(got).toMatchObject({
    text: "<think>\n2 + 3 = 5.\n</think>\n<answer>The answer is 5.</answer>",
    reasoning: "2 + 3 = 5.",
  });
});
test("`reasoning` is read like `reasoning_content`", async () => {
  const body = {
    model: "scripted",
    choices: [{ message: { content: "5", reasoning: "easy" }, finish_reason: "stop" }],
  };
  expect((await reply({ kind: "raw", body: JSON.stringify(body) }, chat)).text).toBe(
    "<think>\neasy\n</think>\n<answer>5</answer>",
  );
});
test("content in our tags is taken as it is, its stop string too", async () => {
  expect((await reply(said("<code>\nprint(5)\n</code>", { stopField: "none" }), chat)).text).toBe(
    "<code>\nprint(5)\n</code>",
  );
});
test("a stream is put together the same way", async () => {
  const got = await reply(said("5", { reasoning: "2 + 3" }), chat, { onText: () => undefined });
  expect(got.text).toBe("<think>\n2 + 3\n</think>\n<answer>5</answer>");
});
test("a message of ours is continued", async () => {
  const got = await reply(said("<answer>5</answer>"), chat, { continueFrom: "<code>x</code>" });
  expect(got.text).toBe("<answer>5</answer>");
  expect(JSON.parse(got.request)).toMatchObject({
    continue_final_message: true,
    add_generation_prompt: false,
  });
  const prefixed = await reply(
    said("5"),
    { ...chat, continuation: "prefix" },
    { continueFrom: "x" },
  );
  expect(JSON.parse(prefixed.request).messages[1]).toEqual({
    role: "assistant",
    content: "x",
    prefix: true,
  });
});

test("chat: null content, reasoning alone, refusal, tool call", async () => {
  const chat = { api: "chat" } as const;
  const message = (fields: object): ReplyPlan => ({
    kind: "raw",
    body: JSON.stringify({
      model: "scripted",
      choices: [{ finish_reason: "stop", message: fields }],
    }),
  });
  expect((await fault(message({ content: null }), chat)).code).toBe("bad-response");
  expect((await fault(message({ content: null, reasoning: "hm" }), chat)).code).toBe(
    "bad-response",
  );
  expect((await fault(message({ content: null, refusal: "I cannot" }), chat)).code).toBe("refused");
  expect((await fault(message({ content: null, tool_calls: [{}] }), chat)).code).toBe(
    "misconfigured",
  );
});

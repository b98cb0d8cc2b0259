import { expect, test } from "vitest";
import { startScriptedServer } from "../../../e2e/support/scripted-server.ts";
import { testEndpoint } from "./test-endpoint.ts";
import { said } from "./testing.ts";

async function tested(
  script: Parameters<typeof startScriptedServer>[0],
  options: { model?: string; apiKey?: string; key?: string } = {},
) {
  const server = await startScriptedServer(script, {
    models: ["small", "large"],
    ...(options.key ? { key: options.key } : {}),
  });
  try {
    return await testEndpoint({
      baseUrl: server.url,
      model: options.model ?? "small",
      api: "completions",
      apiKey: options.apiKey,
    });
  } finally {
    await server.stop();
  }
}

test("a good endpoint is praised with its model and time", async () => {
  const found = await tested(() => said(" 5\n"));
  expect(found).toEqual({
    ok: true,
    message: expect.stringMatching(
      /^'small' answered in \d\.\d s\. It reports its token counts\.$/,
    ),
  });
});

test("an unknown model: the message lists what is served", async () => {
  const missing = {
    kind: "status",
    status: 404,
    body: { error: { message: "The model `medium` does not exist" } },
  } as const;
  const found = await tested(() => missing, { model: "medium" });
  expect(found).toEqual({
    ok: false,
    message: expect.stringMatching(/does not serve the model 'medium'.*It serves: small, large\./),
  });
});

test("a chat-only endpoint: the message says which API works", async () => {
  const found = await tested((request) =>
    request.isChat ? said("5") : { kind: "status", status: 404, body: { detail: "Not Found" } },
  );
  expect(found.ok).toBe(false);
  expect(found.message).toMatch(/With the API set to 'chat' it answers\.$/);
});

test("a wrong key", async () => {
  expect((await tested(() => said("5"), { key: "right", apiKey: "wrong" })).message).toMatch(
    /refused the key/,
  );
  expect((await tested(() => said("5"), { key: "right" })).message).toMatch(/the policy has none/);
});

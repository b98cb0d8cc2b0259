import { request as httpRequest } from "node:http";
import { expect, test } from "./support/test.ts";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A request as any program on this machine, or a page of another site, could send it. */
async function send(url: string, method: string, headers: Record<string, string>): Promise<Answer> {
  return await new Promise((done, failed) => {
    const request = httpRequest(url, { method, headers }, (response) => {
      response.resume();
      response.once("end", () =>
        done({ status: response.statusCode ?? 0, headers: response.headers }),
      );
    });
    request.once("error", failed);
    request.end();
  });
}

const targets = ["/projects", "/api/events", "/api/files"];

test("answers to its own names only", async ({ studio }) => {
  const port = new URL(studio.url).port;
  for (const host of [
    "evil.example",
    `evil.example:${port}`,
    "127.0.0.1",
    `127.0.0.1:${port}.evil.example`,
  ]) {
    for (const path of targets) {
      expect((await send(`${studio.url}${path}`, "GET", { host })).status, `${host} ${path}`).toBe(
        421,
      );
    }
  }
  expect((await send(`${studio.url}/projects`, "GET", { host: `localhost:${port}` })).status).toBe(
    200,
  );
});

test("only its own pages change anything", async ({ studio }) => {
  const foreign = [
    "http://evil.example",
    "null",
    "https://127.0.0.1",
    studio.url.replace("http:", "https:"),
    `${studio.url}.evil.example`,
  ];
  for (const path of targets) {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect(
        (await send(`${studio.url}${path}`, method, {})).status,
        `${method} ${path} without origin`,
      ).toBe(403);
      for (const origin of foreign) {
        expect(
          (await send(`${studio.url}${path}`, method, { origin })).status,
          `${method} ${path} from ${origin}`,
        ).toBe(403);
      }
    }
  }
  // Positive control: with our own origin a request gets past the guard.
  const own = await send(`${studio.url}/projects`, "POST", { origin: studio.url });
  expect(own.status).not.toBe(403);
});

test("every page has a policy with a nonce of its own, and the usual headers", async ({
  studio,
}) => {
  const answers = await Promise.all([1, 2].map(() => send(`${studio.url}/projects`, "GET", {})));
  const policies = answers.map((answer) => String(answer.headers["content-security-policy"]));
  expect(new Set(policies).size).toBe(2);
  for (const policy of policies) {
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w-]{20,}' 'strict-dynamic';/);
    expect(policy).not.toContain("unsafe-eval");
  }
  expect(answers[0]?.headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  });
});

test("is ready when database and worker are", async ({ studio, request }) => {
  const health = await request.get(`${studio.url}/api/health`);
  expect(await health.json()).toEqual({ ok: true, database: "ready", worker: "ready" });
});

import { describe, expect, it } from "vitest";
import { refusalOf } from "./guard.ts";
import { contentSecurityPolicy } from "./headers.ts";

const own = "http://127.0.0.1:3000";

describe("refusalOf", () => {
  it.each([
    ["127.0.0.1:3000", null],
    ["localhost:3000", null],
    ["[::1]:3000", null],
    [undefined, 400],
    ["127.0.0.1:3001", 421],
    ["127.0.0.1", 421],
    ["evil.example", 421],
    ["evil.example:3000", 421],
    ["localhost:3000.evil.example", 421],
    ["LOCALHOST:3000", 421],
    ["0.0.0.0:3000", 421],
  ])("reads with host %s → %s", (host, status) => {
    expect(refusalOf({ method: "GET", host, origin: undefined }, 3000)?.status ?? null).toBe(
      status,
    );
  });

  const origins = [
    [own, null],
    ["http://localhost:3000", null],
    [undefined, 403],
    ["null", 403],
    ["https://127.0.0.1:3000", 403],
    ["http://127.0.0.1:3001", 403],
    ["http://127.0.0.1:3000.evil.example", 403],
    ["http://evil.example", 403],
  ] as const;
  const methods = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];
  it.each(
    methods.flatMap((method) => origins.map(([origin, status]) => ({ method, origin, status }))),
  )("$method from $origin → $status", ({ method, origin, status }) => {
    expect(refusalOf({ method, host: "127.0.0.1:3000", origin }, 3000)?.status ?? null).toBe(
      status,
    );
  });
});

describe("contentSecurityPolicy", () => {
  it("lets only our own scripts run, and styles by nonce in production", () => {
    const policy = contentSecurityPolicy("abc", false);
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policy).toContain("style-src 'self' 'nonce-abc';");
    expect(policy).not.toContain("eval");
    expect(policy.replace("style-src-attr 'unsafe-inline'", "")).not.toContain("unsafe");
  });
});

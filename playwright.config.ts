import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";

const minute = 60_000;
/** Debian's browser where there is one, else Playwright's own. */
const chromium = "/usr/bin/chromium";
/** Watch the sample fill: they begin while it does. */
const whileFilling = /live\.spec\.ts/;

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  // One Studio for all specs, and what they make in it is seen by the next.
  workers: 1,
  timeout: 5 * minute,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  outputDir: "test-results",
  forbidOnly: true,
  webServer: {
    name: "studio",
    command: "node e2e/support/serve-studio.ts",
    wait: { stdout: /DualDistill Studio: http/ },
    timeout: 20 * minute,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGINT", timeout: 20_000 },
  },
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1280, height: 800 },
    actionTimeout: 30_000,
    navigationTimeout: minute,
    trace: "retain-on-failure",
    launchOptions: {
      ...(existsSync(chromium) ? { executablePath: chromium } : {}),
      // Root has no user namespace sandbox of its own.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
  projects: [
    { name: "while the sample fills", testMatch: whileFilling },
    { name: "all the rest", testIgnore: whileFilling },
  ],
});

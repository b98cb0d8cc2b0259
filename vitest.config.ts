import { defineConfig } from "vitest/config";

const rooms = "{app,cli,components,e2e,i18n,lib,samples,scripts,workers}";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: [`${rooms}/**/*.test.{ts,tsx}`],
          exclude: ["**/*.it.test.ts", "**/node_modules/**"],
        },
      },
      {
        test: {
          name: "integration",
          include: [`${rooms}/**/*.it.test.ts`],
          globalSetup: ["lib/adapters/db/test-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Postgres, sandbox and model want the cores too.
          maxWorkers: 2,
        },
      },
    ],
  },
});

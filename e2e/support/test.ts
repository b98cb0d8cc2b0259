import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { openSeeding } from "./seed.ts";
import { type RunningStudio, runningStudio } from "./studio-place.ts";
import { type Watch, watchContext } from "./watch.ts";

interface StudioFixtures {
  readonly watch: Watch;
  /** A page of a second person: another browser with its own storage, watched like the first. */
  readonly otherPage: Page;
}

interface StudioWorkerFixtures {
  readonly studio: RunningStudio;
}

/** Playwright's `test` against the running Studio. Any mishap of any page fails the spec. */
export const test = base.extend<StudioFixtures, StudioWorkerFixtures>({
  studio: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it needs from this pattern
    async ({}, use) => {
      const studio = runningStudio();
      const closeSeeding = openSeeding(studio);
      await use(studio);
      await closeSeeding();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ studio }, use) => await use(studio.url),
  watch: [
    async ({ context, studio }, use) => {
      const watch = await watchContext(context, studio.url);
      await use(watch);
      expectNoMishap(watch);
    },
    { auto: true },
  ],
  otherPage: async ({ browser, studio, contextOptions }, use) => {
    const context: BrowserContext = await browser.newContext({
      ...contextOptions,
      baseURL: studio.url,
    });
    const watch = await watchContext(context, studio.url);
    await use(await context.newPage());
    expectNoMishap(watch);
    await context.close();
  },
});

function expectNoMishap(watch: Watch): void {
  expect(watch.mishaps(), "mishaps in the browser").toEqual([]);
}

export { expect };

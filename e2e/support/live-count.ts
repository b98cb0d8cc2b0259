import type { Page, Request } from "@playwright/test";

/** Counts what the server announced to a page, from before its first script runs. */
export async function countEvents(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counted = window as unknown as { liveEvents: number };
    counted.liveEvents = 0;
    const Original = window.EventSource;
    window.EventSource = class extends Original {
      constructor(url: string | URL, init?: EventSourceInit) {
        super(url, init);
        for (const name of ["hello", "change"])
          super.addEventListener(name, () => {
            counted.liveEvents += 1;
          });
      }
    };
  });
}

export async function eventsSoFar(page: Page): Promise<number> {
  return await page.evaluate(() => (window as unknown as { liveEvents: number }).liveEvents);
}

/** Requests for data since the call: not the event stream itself, not scripts, styles or fonts. */
export function countRequests(page: Page): () => readonly string[] {
  const made: string[] = [];
  page.on("request", (request: Request) => {
    const isData = ["fetch", "xhr"].includes(request.resourceType());
    if (isData && !request.url().includes("/api/events"))
      made.push(`${request.method()} ${request.url()}`);
  });
  return () => made;
}

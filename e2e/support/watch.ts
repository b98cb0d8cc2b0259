import type { BrowserContext, Page, Request } from "@playwright/test";

/** Everything a page did that it should not have; a spec that expects some of it says so with `allow`. */
export interface Watch {
  readonly mishaps: () => readonly string[];
  /** Mishaps that match are what the spec came to see. */
  readonly allow: (expected: RegExp) => void;
}

/** Hears errors, refusals of the content policy, failed requests and dialogs of every page of a context. */
export async function watchContext(context: BrowserContext, origin: string): Promise<Watch> {
  const seen: string[] = [];
  const allowed: RegExp[] = [];
  const report = (mishap: string) => void seen.push(mishap);
  await context.exposeBinding("reportMishap", (_source, mishap: string) => report(mishap));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { reportMishap } = window as unknown as { reportMishap: (mishap: string) => void };
      reportMishap(`content policy: ${event.violatedDirective} refused ${event.blockedURI}`);
    });
  });
  context.on("page", (page) => watchPage(page, origin, report));
  for (const page of context.pages()) watchPage(page, origin, report);
  return {
    mishaps: () => seen.filter((mishap) => !allowed.some((pattern) => pattern.test(mishap))),
    allow: (expected) => void allowed.push(expected),
  };
}

function watchPage(page: Page, origin: string, report: (mishap: string) => void): void {
  const at = () => page.url().replace(origin, "");
  page.on("console", (message) => {
    // A failed request is heard as one.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      report(`console on ${at()}: ${message.text()}`);
  });
  // Uncaught errors and unhandled rejections.
  page.on("pageerror", (error) => report(`error on ${at()}: ${error.stack ?? error.message}`));
  page.on("crash", () => report(`crash on ${at()}`));
  page.on("requestfailed", (request) => {
    if (isOurs(request, origin) && !isGivenUp(request))
      report(
        `request failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`,
      );
  });
  page.on("response", (response) => {
    if (isOurs(response.request(), origin) && response.status() >= 400)
      report(`${response.status()}: ${response.request().method()} ${response.url()}`);
  });
  page.on("request", (request) => {
    if (/^(https?|ftp|wss?):/.test(request.url()) && !isOurs(request, origin))
      report(`left the Studio: ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    if (dialog.type() !== "beforeunload") report(`dialog on ${at()}: ${dialog.message()}`);
    void (dialog.type() === "beforeunload" ? dialog.accept() : dialog.dismiss());
  });
}

function isOurs(request: Request, origin: string): boolean {
  return request.url().startsWith(`${origin}/`);
}

/** The browser drops what it no longer needs: prefetches, streams, readings of a page that was left. */
function isGivenUp(request: Request): boolean {
  return request.failure()?.errorText === "net::ERR_ABORTED";
}

"use client";

const yearSeconds = 31_536_000;

/** Remembers a choice of this browser where the server can read it for the first paint. */
export function rememberChoice(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: CookieStore needs a secure context, which plain HTTP on a network is not
  document.cookie = `${name}=${value}; path=/; max-age=${yearSeconds}; samesite=lax`;
}

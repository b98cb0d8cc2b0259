import { createHash } from "node:crypto";
import { canonicalText } from "#lib/canonical-text.ts";

/**
 * What makes two problems the same: SHA-256 of the problem's text alone, canonical, line ends as `\n`, without white
 * space at either end. The answer is not part of it: the same question with another answer is a contradiction, and
 * import reports it as one.
 */
export function problemHash(text: string): string {
  const normal = canonicalText(text).text.replaceAll("\r\n", "\n").trim();
  return createHash("sha256").update(normal).digest("hex");
}

import { renderToString } from "katex";
import { braceDepth, maxFormula } from "./split-math.ts";

const maxDepth = 100;

/** A formula drawn on the server. Broken, too long or too deep ones are shown as their source. */
export function Formula({
  tex,
  source,
  isBlock,
}: {
  readonly tex: string;
  readonly source: string;
  readonly isBlock: boolean;
}) {
  const html = draw(tex, isBlock);
  if (html === null) return <code className="mono text-[0.9em] text-ink-2">{source}</code>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX's own markup, drawn with trust off
  return <span dangerouslySetInnerHTML={{ __html: html }} />;
}

function draw(tex: string, isBlock: boolean): string | null {
  if (tex.length > maxFormula || braceDepth(tex) > maxDepth) return null;
  try {
    return renderToString(tex, {
      displayMode: isBlock,
      trust: false,
      throwOnError: true,
      strict: "ignore",
      maxExpand: 500,
      maxSize: 20,
    });
  } catch {
    return null;
  }
}

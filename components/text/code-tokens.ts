import { createHighlighterCore, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import python from "shiki/langs/python.mjs";

export interface CodeToken {
  readonly text: string;
  readonly color: string | null;
}

/** Longer programs are shown in one colour. */
const maxHighlighted = 20_000;

const theme = {
  name: "studio",
  type: "light" as const,
  colors: { "editor.foreground": "#000000", "editor.background": "#ffffff" },
  tokenColors: [
    { scope: ["keyword", "storage"], settings: { foreground: "#000001" } },
    { scope: ["string"], settings: { foreground: "#000002" } },
    { scope: ["constant"], settings: { foreground: "#000003" } },
    { scope: ["comment"], settings: { foreground: "#000004" } },
    {
      scope: ["entity.name.function", "support.function", "meta.function-call.generic"],
      settings: { foreground: "#000005" },
    },
  ],
};

/** The theme's stand-ins and the tokens of our palette that they stand for. */
const palette: Readonly<Record<string, string>> = {
  "#000001": "var(--syn-key)",
  "#000002": "var(--syn-str)",
  "#000003": "var(--syn-num)",
  "#000004": "var(--syn-com)",
  "#000005": "var(--syn-fn)",
};

let highlighter: Promise<HighlighterCore> | null = null;

/** Lines of Python in coloured pieces. Runs on the server: neither grammar nor engine belong in a page. */
export async function codeTokens(code: string): Promise<CodeToken[][]> {
  if (code.length > maxHighlighted) return code.split("\n").map((text) => [{ text, color: null }]);
  highlighter ??= createHighlighterCore({
    langs: [python],
    themes: [theme],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const { tokens } = (await highlighter).codeToTokens(code, {
    lang: "python",
    theme: "studio",
    tokenizeTimeLimit: 200,
  });
  return tokens.map((line) =>
    line.map((token) => ({
      text: token.content,
      color: palette[token.color?.toLowerCase() ?? ""] ?? null,
    })),
  );
}

import { codeTokens } from "./code-tokens.ts";
import { PlainText } from "./plain-text.tsx";

const maxLines = 400;

/** A program with line numbers, coloured on the server. */
export async function CodeBlock({ code }: { readonly code: string }) {
  const lines = await codeTokens(code.slice(0, 200_000));
  return (
    <pre className="overflow-x-auto py-2 text-sm leading-[1.7]">
      <code className="mono">
        {lines.slice(0, maxLines).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <span key={index} className="grid grid-cols-[36px_minmax(0,1fr)] gap-3">
            <span aria-hidden className="select-none text-right text-ink-3 tabular-nums">
              {index + 1}
            </span>
            <span className="whitespace-pre">
              {line.map((token, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
                <span key={place} style={token.color ? { color: token.color } : undefined}>
                  <PlainText>{token.text}</PlainText>
                </span>
              ))}
            </span>
          </span>
        ))}
      </code>
    </pre>
  );
}

import clsx from "clsx";
import { Formula } from "./formula.tsx";
import { PlainText } from "./plain-text.tsx";
import { type ProsePart, splitMath } from "./split-math.ts";

/** Formulas of more than this many in one text are left as their source: each one is work for the server. */
const maxFormulas = 400;

interface ProseProps {
  readonly text: string;
  readonly className?: string;
}

/** Prose with its formulas drawn; line breaks stay. */
export function Prose({ text, className }: ProseProps) {
  const parts = splitMath(text);
  const isTooMuch = parts.length > 2 * maxFormulas;
  return (
    <div className={clsx("whitespace-pre-wrap break-words", className)}>
      {isTooMuch ? (
        <PlainText>{text}</PlainText>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
        parts.map((part, index) => <Part key={index} part={part} />)
      )}
    </div>
  );
}

function Part({ part }: { readonly part: ProsePart }) {
  if (part.is === "math") return <Formula {...part} />;
  if (part.is === "text") return <Words text={part.text.replaceAll("\\$", "$")} />;
  return (
    <pre className="mono my-2 max-h-60 overflow-auto rounded-md bg-sunken px-3 py-2 text-xs whitespace-pre-wrap">
      <PlainText>{part.text}</PlainText>
    </pre>
  );
}

/** Text between formulas; what stands in backticks is set as code. */
function Words({ text }: { readonly text: string }) {
  const pieces = text.split(/(`[^`\n]{1,200}`)/);
  if (pieces.length === 1 || pieces.length > maxFormulas) return <PlainText>{text}</PlainText>;
  return pieces.map((piece, index) =>
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
      <PlainText key={index}>{piece}</PlainText>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
      <code key={index} className="mono rounded-[3px] bg-sunken px-1">
        <PlainText>{piece.slice(1, -1)}</PlainText>
      </code>
    ),
  );
}

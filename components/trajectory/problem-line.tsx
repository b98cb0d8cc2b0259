import { plainMath } from "./plain-math.ts";

/** A problem's text on one line, simple formulas as signs. */
export function ProblemLine({ text }: { readonly text: string }) {
  return plainMath(text).map((piece, index) => {
    if (piece.place === "line") return piece.text;
    const Raised = piece.place === "raised" ? "sup" : "sub";
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the text
      <Raised key={index} className="text-[0.72em] leading-none">
        {piece.text}
      </Raised>
    );
  });
}

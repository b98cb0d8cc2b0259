import { hiddenParts } from "./hidden-parts.ts";

/** Text as it is, inert; what nobody can see is shown as a badge and never turns the line around. */
export function PlainText({ children }: { readonly children: string }) {
  const parts = hiddenParts(children);
  if (parts.every((part) => "text" in part)) return <bdi>{children}</bdi>;
  return (
    <bdi>
      {parts.map((part, index) =>
        "text" in part ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
          <span key={index}>{part.text}</span>
        ) : (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
            key={index}
            className="mono mx-px rounded-sm border border-line-strong bg-sunken px-0.5 align-[1px] text-2xs text-ink-2"
          >
            {part.hidden}
          </span>
        ),
      )}
    </bdi>
  );
}

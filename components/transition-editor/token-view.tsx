"use client";

import clsx from "clsx";
import { ChevronRight, CornerDownRight } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import type { EditorStrategy, TokenLine } from "#lib/entry/editor/schema.ts";
import type { TransitionKind } from "#lib/method/splice/schema.ts";
import { segmentAnchor } from "../inspector/minimap-place.ts";
import { StrategySign } from "../sign/strategy-sign.tsx";
import { TransitionSign } from "../sign/transition-sign.tsx";

interface TokenViewProps {
  readonly lines: readonly TokenLine[];
  readonly first: EditorStrategy;
  readonly second: EditorStrategy;
  readonly kind: TransitionKind;
  /** Shown pale: a newer preview is on its way. */
  readonly isBehind: boolean;
}

/** The whole entry as it is trained: one shade a token, underlined where trained, hatched where not. */
export function TokenView({ lines, first, second, kind, isBehind }: TokenViewProps) {
  const t = useTranslations("editor");
  const [isPromptOpen, setPromptOpen] = useState(false);
  const placed = lines.map((line, place) => ({ line, place }));
  const prompt = placed.find(({ line }) => line.role === "prompt");
  const shown = placed.filter(
    ({ line }) => line.role !== "prompt" && (line.count > 0 || line.head.length > 0),
  );
  return (
    <div
      className={clsx(
        "rounded-lg border border-line p-2 transition-opacity",
        isBehind && "opacity-60",
      )}
      aria-busy={isBehind}
    >
      {prompt ? (
        <button
          type="button"
          {...segmentAnchor(prompt.place)}
          onClick={() => setPromptOpen(!isPromptOpen)}
          aria-expanded={isPromptOpen}
          className="mb-1 flex w-full items-center gap-1.5 rounded-md border border-dashed border-line-strong px-2 py-1 text-sm text-ink-2"
        >
          <ChevronRight aria-hidden className={clsx("size-3", isPromptOpen && "rotate-90")} />
          {t("role.prompt")}
          <span className="ml-auto text-ink-3">
            {t("tokensNotTrained", { count: prompt.line.count })}
          </span>
        </button>
      ) : null}
      {prompt && isPromptOpen ? (
        <Line {...prompt} sign={null} label={t("role.prompt")} hue={null} />
      ) : null}
      {shown.map(({ line, place }) => (
        <Line
          key={place}
          line={line}
          place={place}
          hue={hueOf(line, first, second)}
          label={line.role === "transition" && line.join ? t("join") : t(`kind.${line.kind}`)}
          sign={signOf(line, { first, second, kind })}
        />
      ))}
    </div>
  );
}

type Hue = "strategy-1" | "strategy-2" | "transition" | null;

function hueOf(line: TokenLine, first: EditorStrategy, second: EditorStrategy): Hue {
  if (line.role === "transition") return "transition";
  if (line.role === "first") return first.position === 1 ? "strategy-1" : "strategy-2";
  if (line.role === "second") return second.position === 1 ? "strategy-1" : "strategy-2";
  return null;
}

function signOf(
  line: TokenLine,
  of: { first: EditorStrategy; second: EditorStrategy; kind: TransitionKind },
) {
  if (line.kind === "executor")
    return <CornerDownRight aria-hidden className="size-3 text-ink-3" />;
  if (line.role === "transition") return <TransitionSign kind={of.kind} />;
  if (line.role === "first") return <StrategySign {...of.first} size="sm" />;
  if (line.role === "second") return <StrategySign {...of.second} size="sm" />;
  return null;
}

const trainedLook: Readonly<Record<Exclude<Hue, null>, string>> = {
  "strategy-1":
    "border-strategy-1 odd:bg-[color-mix(in_srgb,var(--strategy-1)_12%,transparent)] even:bg-[color-mix(in_srgb,var(--strategy-1)_24%,transparent)]",
  "strategy-2":
    "border-strategy-2 odd:bg-[color-mix(in_srgb,var(--strategy-2)_12%,transparent)] even:bg-[color-mix(in_srgb,var(--strategy-2)_24%,transparent)]",
  transition:
    "border-transition odd:bg-[color-mix(in_srgb,var(--transition)_14%,transparent)] even:bg-[color-mix(in_srgb,var(--transition)_28%,transparent)]",
};

interface LineProps {
  readonly line: TokenLine;
  /** Which segment of the entry it is, counted from 0. */
  readonly place: number;
  readonly sign: React.ReactNode;
  readonly label: string;
  readonly hue: Hue;
}

function Line({ line, place, sign, label, hue }: LineProps) {
  const t = useTranslations("editor");
  const format = useFormatter();
  const look = line.trained
    ? clsx(
        "border-b-2",
        hue ? trainedLook[hue] : "border-line-strong odd:bg-sunken even:bg-selected",
      )
    : "hatch-wash text-ink-2";
  return (
    <div
      {...(line.role === "prompt" ? {} : segmentAnchor(place))}
      className="grid grid-cols-[88px_minmax(0,1fr)_52px] gap-2 px-1 py-0.5"
      data-role={line.role}
      data-kind={line.kind}
      data-trained={line.trained}
    >
      <span className="flex items-center gap-1.5 self-start pt-1 text-xs text-ink-2">
        {sign}
        {label}
      </span>
      <p className="mono whitespace-pre-wrap break-words text-sm leading-[1.75]">
        <Tokens texts={line.head} look={look} />
        {line.omitted > 0 ? (
          <span className="px-1 text-xs text-ink-3">{t("omitted", { count: line.omitted })}</span>
        ) : null}
        <Tokens texts={line.tail} look={look} />
        {line.kind === "end" ? (
          <span className={clsx("text-xs", look)}>{t("endOfSequence")}</span>
        ) : null}
      </p>
      <span className="pt-1 text-right text-xs text-ink-3 tabular-nums">
        {line.count > 0 ? format.number(line.count) : null}
        <span className="sr-only">{line.trained ? t("trained") : t("notTrained")}</span>
      </span>
    </div>
  );
}

function Tokens({ texts, look }: { readonly texts: readonly string[]; readonly look: string }) {
  return texts.map((text, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
    <span key={index} className={look}>
      {/^\n+$/.test(text) ? <LineEnds count={text.length} /> : null}
      {text}
    </span>
  ));
}

/** A token that is nothing but line ends is trained or not like any other: it has to be seen. */
function LineEnds({ count }: { readonly count: number }) {
  return (
    <span aria-hidden className="text-ink-4 select-none">
      {"⏎".repeat(Math.min(count, 8))}
    </span>
  );
}

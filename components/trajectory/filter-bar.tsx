"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef, useState } from "react";
import { Kbd } from "#components/ui/kbd.tsx";

export interface BarChip {
  readonly name: string;
  readonly value: string;
  readonly onRemove: () => void;
}

interface FilterBarProps {
  readonly chips: readonly BarChip[];
  readonly q: string;
  readonly placeholder: string;
  readonly onSearch: (q: string) => void;
  readonly input: RefObject<HTMLInputElement | null>;
}

const typingPauseMs = 300;

/** The search field with what is set as chips, each of them one part of the address. */
export function FilterBar({ chips, q, placeholder, onSearch, input }: FilterBarProps) {
  const t = useTranslations("trajectories");
  const { text, type, submit } = useTyped(q, onSearch);
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> has no border box of its own to hold the chips
    <div
      role="search"
      className="flex h-[30px] min-w-0 flex-[0_1_640px] items-center gap-[5px] rounded-md border border-line-strong pr-1.5 pl-[9px] focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus"
    >
      <Search aria-hidden className="mr-0.5 size-3.5 flex-none text-ink-3" />
      {chips.map((chip) => (
        <span
          key={`${chip.name}=${chip.value}`}
          className="inline-flex h-5 flex-none items-center rounded-sm bg-selected pl-[7px] font-mono text-xs leading-none font-medium"
        >
          <span className="text-ink-3">{chip.name}=</span>
          <span className="max-w-40 truncate">{chip.value}</span>
          <button
            type="button"
            onClick={chip.onRemove}
            aria-label={t("removeFilter", { filter: `${chip.name}=${chip.value}` })}
            className="grid size-5 place-items-center rounded-sm text-ink-3 hover:text-ink"
          >
            <X aria-hidden className="size-2.5" />
          </button>
        </span>
      ))}
      <input
        ref={input}
        type="text"
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") submit();
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        placeholder={placeholder}
        aria-label={t("search")}
        spellCheck={false}
        className="h-full min-w-24 flex-1 bg-transparent text-sm outline-none placeholder:text-ink-3"
      />
      <Kbd>/</Kbd>
    </div>
  );
}

/** What is typed counts after a pause. A search that comes from elsewhere replaces it; the answer to our own does not. */
function useTyped(q: string, onSearch: (q: string) => void) {
  const [held, setHeld] = useState({ q, text: q, sent: q });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  });
  if (held.q !== q) setHeld(q === held.sent ? { ...held, q } : { q, text: q, sent: q });
  const stop = () => {
    if (timer.current !== null) clearTimeout(timer.current);
  };
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
  const send = (text: string) => {
    stop();
    setHeld((before) => ({ ...before, sent: text.trim() }));
    latest.current(text.trim());
  };
  const type = (text: string) => {
    setHeld((before) => ({ ...before, text }));
    stop();
    timer.current = setTimeout(() => send(text), typingPauseMs);
  };
  return { text: held.text, type, submit: () => send(held.text) };
}

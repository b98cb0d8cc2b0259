"use client";

import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef } from "react";
import { isChord, noProgress, pressName, stepKeys } from "./key-match.ts";
import { createTypeAhead, type TypeAhead } from "./type-ahead.ts";

export interface Shortcut {
  /** `j`, `g r`, `Ctrl+s`, `Enter`, … */
  readonly keys: string;
  readonly label: string;
  readonly group: string;
  readonly run: () => void;
  readonly enabled?: boolean;
}

type Level = "global" | "page";
type Source = { readonly level: Level; readonly read: () => readonly Shortcut[] };

interface Keyboard {
  readonly add: (source: Source) => () => void;
  /** What works now: the page's own first, each key once. */
  readonly list: () => readonly Shortcut[];
  /** The frame hears keys before the page in it does: what means nothing yet waits for the page's shortcuts. */
  readonly awaitPage: () => () => void;
  /** Where presses wait while the page they are meant for is still on its way. */
  readonly typeAhead: TypeAhead;
}

/** A page without shortcuts of its own never says that it is there. */
const firstPageMs = 5_000;

const KeyboardContext = createContext<Keyboard | null>(null);

/** One listener for all shortcuts of the tab. Single keys are off inside editors and while something modal is open. */
export function KeyboardProvider({ children }: { readonly children: ReactNode }) {
  const keyboard = useMemo(createKeyboard, []);
  useLayoutEffect(() => {
    let progress = noProgress;
    const press = (name: string, target: EventTarget | null, at: number): boolean => {
      if (!isAllowed(name, target)) return false;
      if (!isChord(name) && keyboard.typeAhead.keep({ name, at }, "all")) return true;
      const shortcuts = keyboard.list();
      const known = shortcuts.map((shortcut) => shortcut.keys);
      const step = stepKeys(known, progress, name, at);
      progress = step.progress;
      const match = shortcuts.find((shortcut) => shortcut.keys === step.match);
      match?.run();
      if (match || step.progress.prefix !== "") return match !== undefined;
      return keyboard.typeAhead.keep({ name, at }, "unknown");
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const name = event.defaultPrevented || event.repeat ? repeated(event) : pressName(event);
      if (name !== null && press(name, event.target, event.timeStamp)) event.preventDefault();
    };
    keyboard.typeAhead.onRelease(({ name, at }) => void press(name, document.activeElement, at));
    document.addEventListener("keydown", onKeyDown);
    const stopWaiting = keyboard.awaitPage();
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      stopWaiting();
    };
  }, [keyboard]);
  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>;
}

/** A held key repeats movement (`j`, `k`, arrows) and nothing else. */
function repeated(event: KeyboardEvent): string | null {
  if (event.defaultPrevented) return null;
  return ["j", "k", "ArrowDown", "ArrowUp"].includes(event.key) ? pressName(event) : null;
}

const editable =
  "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], .cm-editor";
const modal = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";
const pressable = "a[href], button, summary, [role=button], [role=checkbox], [role=menuitem]";

function isAllowed(name: string, on: EventTarget | null): boolean {
  if (isChord(name)) return true;
  const target = on instanceof Element ? on : null;
  if (target?.closest(editable)) return false;
  if (document.querySelector(modal)) return false;
  return !((name === "Enter" || name === " ") && target?.closest(pressable));
}

function createKeyboard(): Keyboard {
  const sources = new Set<Source>();
  const typeAhead = createTypeAhead(() => performance.now());
  let arrive = () => {};
  return {
    typeAhead,
    awaitPage: () => {
      const release = typeAhead.hold("unknown");
      arrive = () => release("pass on");
      const timer = setTimeout(arrive, firstPageMs);
      return () => {
        clearTimeout(timer);
        arrive();
      };
    },
    add: (source) => {
      sources.add(source);
      // The page's other shortcuts come in the same task.
      if (source.level === "page") queueMicrotask(arrive);
      return () => sources.delete(source);
    },
    list: () => {
      const ordered = [...sources]
        .sort((a, b) => rank(a) - rank(b))
        .flatMap((source) => source.read());
      const enabled = ordered.filter((shortcut) => shortcut.enabled !== false);
      return [
        ...new Map(enabled.toReversed().map((shortcut) => [shortcut.keys, shortcut])).values(),
      ].toReversed();
    },
  };
}

function rank(source: Source): number {
  return source.level === "page" ? 0 : 1;
}

function useKeyboard(): Keyboard {
  const keyboard = useContext(KeyboardContext);
  if (!keyboard) throw new Error("KeyboardProvider is missing above this component");
  return keyboard;
}

/** Makes shortcuts work while the component is on the page; they appear in the cheat sheet and the palette. */
export function useShortcuts(shortcuts: readonly Shortcut[], level: Level = "page"): void {
  const keyboard = useKeyboard();
  const latest = useRef(shortcuts);
  // Layout effects: what a person sees and what its keys do change in the same moment.
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  useLayoutEffect(() => keyboard.add({ level, read: () => latest.current }), [keyboard, level]);
}

/** For `useGo`: holds presses back while a page is on its way. */
export function useTypeAhead(): TypeAhead {
  return useKeyboard().typeAhead;
}

/** What works now, for the cheat sheet and the palette. */
export function useShortcutList(): () => readonly Shortcut[] {
  return useKeyboard().list;
}

"use client";

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, keymap, placeholder } from "@codemirror/view";
import { type RefObject, useEffect, useImperativeHandle, useRef } from "react";
import type { FilledRange } from "#lib/entry/placeholders.ts";
import { useNonce } from "../ui/nonce.tsx";

export interface FieldHandle {
  /** Puts text where the cursor stands. */
  readonly insert: (text: string) => void;
  /** Replaces everything, as one step of the undo history; `filled` is underlined until it is edited. */
  readonly replace: (text: string, filled: readonly FilledRange[]) => void;
  readonly focus: () => void;
}

interface TransitionFieldProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly label: string;
  readonly emptyHint: string;
  readonly ref: RefObject<FieldHandle | null>;
}

const underlined = Decoration.mark({ class: "cm-filled" });
const showFilled = StateEffect.define<readonly FilledRange[]>();

/** Marks move with the text; one that is edited away is gone. */
const filledField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, transaction) => {
    let after = marks.map(transaction.changes);
    for (const effect of transaction.effects)
      if (effect.is(showFilled)) after = marksOf(effect.value);
    return after;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marksOf(ranges: readonly FilledRange[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { start, end } of ranges) if (end > start) builder.add(start, end, underlined);
  return builder.finish();
}

const look = EditorView.theme({
  "&": { backgroundColor: "transparent", color: "var(--ink)", minHeight: "76px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--font-mono)",
    fontSize: "12.5px",
    lineHeight: "1.75",
    maxHeight: "320px",
  },
  ".cm-content": { padding: "8px 10px", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0" },
  ".cm-filled": {
    borderBottom: "1.5px solid var(--transition)",
    background: "var(--transition-wash)",
  },
  ".cm-placeholder": { color: "var(--ink-3)" },
});

/** The transition's text; everything around it is locked. */
export function TransitionField({ text, onChange, label, emptyHint, ref }: TransitionFieldProps) {
  const nonce = useNonce();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ onChange, text });
  useEffect(() => {
    latest.current = { onChange, text };
  });

  useEffect(() => {
    if (!host.current) return;
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          history(),
          keymap.of([
            ...defaultKeymap.filter((binding) => binding.key !== "Mod-Enter"),
            ...historyKeymap,
          ]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
          placeholder(emptyHint),
          filledField,
          look,
          nonce ? EditorView.cspNonce.of(nonce) : [],
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    made.focus();
    return () => made.destroy();
  }, [label, emptyHint, nonce]);

  // A text that came from elsewhere (a recovered draft, a discard) replaces what stands here.
  useEffect(() => {
    const made = view.current;
    if (made && made.state.doc.toString() !== text) replaceAll(made, text, []);
  }, [text]);

  useImperativeHandle(ref, () => ({
    insert: (inserted) => {
      const made = view.current;
      if (!made) return;
      made.dispatch(made.state.replaceSelection(inserted));
      made.focus();
    },
    replace: (replacement, filled) => {
      if (view.current) replaceAll(view.current, replacement, filled);
      view.current?.focus();
    },
    focus: () => view.current?.focus(),
  }));

  return (
    <div
      ref={host}
      className="rounded-md border border-line-strong bg-surface focus-within:border-transition focus-within:shadow-[0_0_0_1px_var(--transition)]"
    />
  );
}

function replaceAll(view: EditorView, text: string, filled: readonly FilledRange[]): void {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    effects: showFilled.of(filled),
    selection: { anchor: text.length },
  });
}

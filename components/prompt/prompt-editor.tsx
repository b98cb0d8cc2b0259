"use client";

import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useShortcuts } from "#components/shell/keyboard.tsx";
import { useAction } from "#components/shell/use-action.ts";
import { WordDiff } from "#components/transition-editor/word-diff.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { type PromptUseName, placeholdersOf } from "#lib/prompt/schema.ts";

interface PromptEditorProps {
  readonly use: PromptUseName;
  /** What is in force: the version that a save is based on. */
  readonly current: { readonly version: number; readonly text: string };
  /** Text to start from: the version in force, or an older one that is taken up again. */
  readonly start: string;
  /** The prompt's own address, without a version. */
  readonly href: string;
  readonly save: (
    text: string,
    basedOn: number,
  ) => Promise<ActionResult<{ readonly version: number }>>;
}

/** Edits a prompt; saving makes a new version, the old ones stay. What is typed survives live updates. */
export function PromptEditor({ use, current, start, href, save }: PromptEditorProps) {
  const t = useTranslations("prompts");
  const format = useFormatter();
  const router = useRouter();
  const [text, setText] = useState(start);
  const [base, setBase] = useState(current);
  const [savedAs, setSavedAs] = useState<number | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { run, pending, failure, dismiss } = useAction(save, ({ version }) => {
    setBase({ version, text });
    setSavedAs(version);
    router.replace(href, { scroll: false });
  });
  const isDirty = text !== base.text;
  // Somebody saved elsewhere while nothing is typed here: follow.
  if (!isDirty && current.version > base.version) {
    setBase(current);
    setText(current.text);
  }
  const submit = () => {
    if (isDirty && !pending) run(text, base.version);
  };
  useShortcuts([
    { keys: "Ctrl+s", label: t("keys.save"), group: t("title"), run: submit, enabled: isDirty },
  ]);
  const insert = (placeholder: string) => {
    const at = field.current;
    if (!at) return;
    at.focus();
    at.setRangeText(placeholder, at.selectionStart, at.selectionEnd, "end");
    setText(at.value);
  };
  return (
    <div className="flex h-full min-h-0 flex-col gap-3">
      <Textarea
        ref={field}
        mono
        value={text}
        aria-label={t("text")}
        spellCheck={false}
        className="min-h-0 flex-1 resize-none"
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex flex-none flex-wrap items-center gap-2 text-xs text-ink-3">
        {t("insert")}
        <Placeholders use={use} text={text} insert={insert} />
        <span className="ml-auto">{t("characters", { n: text.length })}</span>
      </div>
      {failure ? <ErrorBox title={failure.message} /> : null}
      {failure?.code === "conflict" ? (
        <Conflict
          theirs={current}
          mine={text}
          onKeepMine={() => run(text, current.version)}
          onTakeTheirs={() => {
            setBase(current);
            setText(current.text);
            dismiss();
          }}
        />
      ) : null}
      <div className="flex flex-none items-center gap-2">
        <Button variant="primary" pending={pending} disabled={!isDirty} onClick={submit}>
          {t("save", { n: format.number(base.version + 1) })}
          <Kbd>Ctrl</Kbd>
          <Kbd>S</Kbd>
        </Button>
        {isDirty ? (
          <Button onClick={() => setText(base.text)}>{t("discard")}</Button>
        ) : savedAs === null ? null : (
          <span role="status" className="flex items-center gap-1.5 text-sm text-ink-3">
            <Check aria-hidden />
            {t("saved", { n: savedAs })}
          </span>
        )}
        <span className="ml-auto text-xs text-ink-3">{t("keys.off")}</span>
      </div>
    </div>
  );
}

interface ConflictProps {
  readonly theirs: { readonly version: number; readonly text: string };
  readonly mine: string;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** Both texts as a diff; nothing typed is lost either way until a person decides. */
function Conflict({ theirs, mine, onKeepMine, onTakeTheirs }: ConflictProps) {
  const t = useTranslations("prompts.conflict");
  return (
    <section className="max-h-[45%] flex-none space-y-2 overflow-auto rounded-md border border-line-strong p-3">
      <div className="flex items-center gap-2">
        <h2 className="mr-auto text-sm font-semibold">{t("title", { n: theirs.version })}</h2>
        <Button size="sm" onClick={onTakeTheirs}>
          {t("theirs")}
        </Button>
        <Button size="sm" onClick={onKeepMine}>
          {t("mine", { n: theirs.version + 1 })}
        </Button>
      </div>
      <WordDiff before={theirs.text} after={mine} />
    </section>
  );
}

interface PlaceholdersProps {
  readonly use: PromptUseName;
  readonly text: string;
  readonly insert: (placeholder: string) => void;
}

/** The placeholders of this use; one that is needed and missing says so. */
function Placeholders({ use, text, insert }: PlaceholdersProps) {
  const t = useTranslations("prompts");
  const { required, anyOf } = placeholdersOf[use];
  const hasAny = anyOf.length === 0 || anyOf.some((name) => text.includes(name));
  const chip = (name: string, isMissing: boolean) => (
    <Button key={name} size="sm" onClick={() => insert(name)}>
      <span className="font-mono">{name}</span>
      {isMissing ? <span className="font-semibold text-ink">{t("required")}</span> : null}
    </Button>
  );
  return (
    <>
      {required.map((name) => chip(name, !text.includes(name)))}
      {anyOf.map((name) => chip(name, !hasAny))}
    </>
  );
}

import { Save } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { EditorData, EntryPreview } from "#lib/entry/editor/schema.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { KeyHint } from "../ui/kbd.tsx";
import { Section } from "../ui/panel.tsx";
import { DraftFindings } from "./draft-findings.tsx";
import { TokenTable } from "./token-table.tsx";

interface EditorSideProps {
  readonly editor: EditorData;
  readonly baseN: number;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly preview: EntryPreview;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onSaveAndAccept: () => void;
  readonly onDiscard: () => void;
  /** The revisions so far. */
  readonly history: ReactNode;
}

/** What saving does, and what it changes in numbers. */
export function EditorSide(props: EditorSideProps) {
  const t = useTranslations("editor");
  const { editor, preview, baseN } = props;
  return (
    <aside className="overflow-auto border-l border-line" aria-label={t("sideLabel")}>
      <Section
        title={t("saveRevision", { n: baseN + 1 })}
        meta={t("onRevision", { n: baseN })}
        actions={
          props.isDirty ? (
            <Button variant="quiet" size="sm" onClick={props.onDiscard}>
              {t("discard")}
            </Button>
          ) : null
        }
      >
        <Field id="transition-reason" label={t("reason")} hint={t("reasonHint")}>
          <Input
            id="transition-reason"
            value={props.reason}
            maxLength={2000}
            onChange={(event) => props.onReason(event.target.value)}
          />
        </Field>
        <div className="mt-2 flex flex-wrap gap-1.5">
          <Button
            variant="primary"
            pending={props.isSaving}
            disabled={!props.isDirty}
            onClick={props.onSave}
          >
            <Save aria-hidden />
            {t("save")}
            <KeyHint keys="Ctrl+s" />
          </Button>
          <Button pending={props.isSaving} onClick={props.onSaveAndAccept}>
            {t("saveAndAccept")}
            <KeyHint keys="Ctrl+Enter" />
          </Button>
        </div>
      </Section>
      <Section title={t("tokens")}>
        <TokenTable
          savedN={editor.revision.n}
          saved={editor.preview}
          draft={preview}
          first={editor.first}
          second={editor.second}
        />
        <p className="mt-2 text-xs text-ink-3">
          {t(editor.case === "0,1" ? "maskFollowsRoleWrong" : "maskFollowsRoleRight")}
        </p>
      </Section>
      <Section title={t("findings")} meta={t("savedToDraft", { n: editor.revision.n })}>
        <DraftFindings saved={editor.preview} draft={preview} />
      </Section>
      {props.history}
    </aside>
  );
}

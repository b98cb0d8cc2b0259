import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import type { EditorData } from "#lib/entry/editor/schema.ts";
import { placeholderNames } from "#lib/entry/placeholders.ts";
import type { Placement } from "#lib/method/splice/schema.ts";
import { TransitionSign } from "../sign/transition-sign.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorBox } from "../ui/error-box.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { Tag } from "../ui/tag.tsx";
import { ConflictView } from "./conflict-view.tsx";
import { SaveAsTemplate, type SaveTemplate } from "./save-template.tsx";
import { TemplateList } from "./template-list.tsx";
import { type FieldHandle, TransitionField } from "./transition-field.tsx";
import type { Editing } from "./use-editing.ts";
import { WordDiff } from "./word-diff.tsx";

interface EditorBoxProps {
  readonly editor: EditorData;
  readonly editing: Editing;
  readonly field: RefObject<FieldHandle | null>;
  readonly saveTemplate: SaveTemplate;
}

/** The transition, opened in place: templates, place, text, and what changes word by word. */
export function EditorBox({ editor, editing, field, saveTemplate }: EditorBoxProps) {
  const t = useTranslations("editor");
  const { kept, draft, change, base, conflict, live, failure, choose, onType, settle } = editing;
  const { revision } = editor;
  return (
    <section aria-label={t("title")} className="rounded-lg border-2 border-transition">
      <header className="flex items-center gap-2 border-b border-transition-line bg-transition-wash px-3 py-2 text-sm text-transition-ink">
        <TransitionSign kind={editor.kind} />
        <b className="font-semibold">{t("title")}</b>
        <span>{t(`kindName.${editor.kind}`)}</span>
        <Tag>{t("fromTo", { n: base.n, next: base.n + 1 })}</Tag>
        <span className="ml-auto flex items-center gap-1.5 text-xs text-ink-2">
          <Lock aria-hidden className="size-3" />
          {t("locked")}
        </span>
      </header>
      {conflict ? (
        <ConflictView
          conflict={conflict}
          mine={draft.text}
          onKeepMine={() => settle({})}
          onTakeTheirs={() =>
            settle({ text: conflict.current.text, placement: conflict.current.placement })
          }
          onKeepBoth={() => settle({ text: `${draft.text}\n${conflict.current.text}` })}
        />
      ) : null}
      {failure && !conflict ? (
        <div className="p-3">
          <ErrorBox title={t("notSaved")}>{failure.message}</ErrorBox>
        </div>
      ) : null}
      {kept.recovered ? (
        <p className="flex items-center gap-2 border-b border-line px-3 py-2 text-sm text-ink-2">
          {t("recovered", { n: kept.recovered.baseN })}
          <Button size="sm" onClick={kept.discard}>
            {t("discard")}
          </Button>
        </p>
      ) : null}
      <div className="grid grid-cols-[minmax(180px,260px)_minmax(0,1fr)] gap-3 p-3">
        <div className="min-w-0">
          <TemplateList
            templates={editor.templates}
            first={editor.first}
            second={editor.second}
            chosenId={draft.templateId}
            onChoose={choose}
          />
          <SaveAsTemplate
            text={draft.text}
            placement={draft.placement}
            names={editor.templates.map((template) => template.name)}
            save={saveTemplate}
          />
        </div>
        <div className="min-w-0">
          <div className="mb-2 flex items-center gap-2 text-xs text-ink-3">
            {t("place")}
            <Segmented
              label={t("place")}
              value={draft.placement}
              onChange={(placement: Placement) => change({ placement })}
              items={(["opens-think", "inside-think"] as const).map((value) => ({
                value,
                label: t(`placement.${value}`),
              }))}
            />
          </div>
          <TransitionField
            ref={field}
            text={draft.text}
            onChange={onType}
            label={t("text")}
            emptyHint={t("emptyHint")}
          />
          <div className="mt-1.5 mb-2 flex flex-wrap items-center gap-1.5 text-xs text-ink-3">
            {t("insert")}
            {placeholderNames.map((name) => (
              <button
                key={name}
                type="button"
                title={editor.facts[name]}
                className="mono rounded-sm border border-line bg-surface px-1.5 py-px text-xs text-ink-2 hover:bg-hover"
                onClick={() => field.current?.insert(editor.facts[name])}
              >
                {`{${name}}`}
              </button>
            ))}
            <span className="ml-auto text-ink-2">
              {t("tokensWas", {
                now: live.preview.counts?.byRole.transition ?? 0,
                was: editor.preview.counts?.byRole.transition ?? 0,
              })}
            </span>
          </div>
          <div className="border-t border-line pt-2">
            <h3 className="mb-0.5 text-xs text-ink-3">{t("savedToDraft", { n: revision.n })}</h3>
            <WordDiff before={revision.text} after={draft.text} />
          </div>
        </div>
      </div>
    </section>
  );
}

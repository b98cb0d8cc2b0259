"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { Minimap } from "../inspector/minimap.tsx";
import { ErrorBox } from "../ui/error-box.tsx";
import { HintBar } from "../ui/hint-bar.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { EditorBox } from "./editor-box.tsx";
import { EditorSide } from "./editor-side.tsx";
import { MaskLegend } from "./mask-legend.tsx";
import type { SaveTemplate } from "./save-template.tsx";
import { TokenView } from "./token-view.tsx";
import type { FieldHandle } from "./transition-field.tsx";
import { type EditingOf, useEditing } from "./use-editing.ts";

interface TransitionEditorProps extends Omit<EditingOf, "field"> {
  /** The pair that is edited: problem, answers, grades. */
  readonly context: ReactNode;
  readonly history: ReactNode;
  readonly saveTemplate: SaveTemplate;
}

/** Edits one entry's transition and nothing else: text, place, template; mask, tokens and findings follow live. */
export function TransitionEditor({
  editor,
  closeHref,
  actions,
  context,
  history,
  saveTemplate,
}: TransitionEditorProps) {
  const t = useTranslations("editor");
  const field = useRef<FieldHandle>(null);
  const editing = useEditing({ editor, closeHref, actions, field });
  const { kept, draft, change, base, live, isSaving } = editing;

  // Single keys are off inside an editor; leaving it must still work from there.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    editing.close();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears a key that its fields let pass
    <div className="flex min-h-0 min-w-0 flex-1 flex-col" onKeyDown={onKeyDown}>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_304px]">
        <div data-scroller className="flex min-w-0 overflow-auto">
          <Minimap
            segments={live.preview.lines.map((line) => ({
              ...line,
              tokens: live.preview.counts ? line.count : null,
            }))}
            firstPosition={editor.first.position}
          />
          <div className="min-w-0 flex-1 px-5 pb-8">
            {context}
            <EditorBox
              editor={editor}
              editing={editing}
              field={field}
              saveTemplate={saveTemplate}
            />
            <h2 className="mt-4 mb-2 flex items-baseline gap-2 text-md font-semibold">
              {t("asTrained")}
              <span className="text-xs font-normal text-ink-3">{t("shade")}</span>
              <MaskLegend first={editor.first} second={editor.second} case={editor.case} />
            </h2>
            {live.failure ? <ErrorBox title={t("noPreview")}>{live.failure}</ErrorBox> : null}
            <TokenView
              lines={live.preview.lines}
              first={editor.first}
              second={editor.second}
              kind={editor.kind}
              isBehind={live.isBehind}
            />
          </div>
        </div>
        <EditorSide
          editor={editor}
          baseN={base.n}
          reason={draft.reason}
          onReason={(reason) => change({ reason })}
          preview={live.preview}
          isDirty={kept.isDirty}
          isSaving={isSaving}
          onSave={editing.save}
          onSaveAndAccept={editing.saveAndAccept}
          onDiscard={kept.discard}
          history={history}
        />
      </div>
      <HintBar
        hints={[
          { keys: "Ctrl+s", label: t("hint.save") },
          { keys: "Ctrl+Enter", label: t("hint.accept") },
          { keys: "Ctrl+z", label: t("hint.undo") },
          { keys: "Escape", label: t("hint.leave") },
        ]}
        right={
          kept.keptAt === null ? (
            t("hint.singleKeysOff")
          ) : (
            <>
              {t("kept")} <TimeAgo at={new Date(kept.keptAt)} />
            </>
          )
        }
      />
    </div>
  );
}

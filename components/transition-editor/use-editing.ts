"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import type { EditorData, EditorTemplate } from "#lib/entry/editor/schema.ts";
import type { SavedRevision, SaveTransition } from "#lib/entry/schema.ts";
import type { ActionResult } from "../shell/action-result.ts";
import { useShortcuts } from "../shell/keyboard.tsx";
import { useAction } from "../shell/use-action.ts";
import { useGo } from "../shell/use-go.ts";
import { conflictOf, type SaveConflict } from "./conflict.ts";
import type { FieldHandle } from "./transition-field.tsx";
import { type Draft, useDraft } from "./use-draft.ts";
import { usePreview } from "./use-preview.ts";

export interface EditorActions {
  readonly save: (input: SaveTransition) => Promise<ActionResult<SavedRevision>>;
  readonly saveAndAccept: (input: SaveTransition) => Promise<ActionResult<SavedRevision>>;
}

export interface EditingOf {
  readonly editor: EditorData;
  /** The inspector without the editor. */
  readonly closeHref: string;
  readonly actions: EditorActions;
  readonly field: RefObject<FieldHandle | null>;
}

export type Editing = ReturnType<typeof useEditing>;

/** The state behind the editor: draft, live preview, saving, conflict, and the keys that drive them. */
export function useEditing({ editor, closeHref, actions, field }: EditingOf) {
  const router = useRouter();
  const go = useGo();
  const kept = useDraft(editor.entryId, editor.revision);
  const { draft, change } = kept;
  const url = `/api/projects/${editor.projectId}/entries/${editor.entryId}/preview`;
  const live = usePreview(url, { text: draft.text, placement: draft.placement }, editor.preview);

  const close = () => go(closeHref, { scroll: false });
  const saving = useSaving(editor, actions, draft, () => {
    kept.forget();
    close();
    router.refresh();
  });
  const choose = (template: EditorTemplate) => {
    field.current?.replace(template.text, template.filled);
    change({ text: template.text, placement: template.placement, templateId: template.id });
  };
  const onType = (text: string) => {
    const template = editor.templates.find((one) => one.text === text);
    change({ text, templateId: template?.id ?? null });
  };
  const settle = (part: Partial<Pick<Draft, "text" | "placement">>) => {
    saving.rebase();
    if (part.text !== undefined) field.current?.replace(part.text, []);
    change({ ...part, templateId: null });
  };
  useEditorKeys(editor, saving, { close, choose });
  return { kept, draft, change, live, close, choose, onType, settle, ...saving };
}

/** Saving on top of a base revision. A conflict keeps both versions; looking at it moves the base. */
function useSaving(editor: EditorData, actions: EditorActions, draft: Draft, onDone: () => void) {
  const [base, setBase] = useState({ id: editor.revision.id, n: editor.revision.n });
  const [conflict, setConflict] = useState<SaveConflict | null>(null);
  const watch = async (result: Promise<ActionResult<SavedRevision>>) => {
    const settled = await result;
    setConflict(settled.ok ? null : conflictOf(settled));
    return settled;
  };
  const save = useAction((input: SaveTransition) => watch(actions.save(input)), onDone);
  const accept = useAction((input: SaveTransition) => watch(actions.saveAndAccept(input)), onDone);
  const isSaving = save.pending || accept.pending;
  const input = (): SaveTransition => ({
    ...draft,
    entryId: editor.entryId,
    baseRevisionId: base.id,
  });
  return {
    base,
    conflict,
    isSaving,
    failure: save.failure ?? accept.failure,
    save: () => isSaving || save.run(input()),
    saveAndAccept: () => isSaving || accept.run(input()),
    /** From here on a save is based on what was saved meanwhile. */
    rebase: () => {
      if (conflict) setBase({ id: conflict.current.id, n: conflict.current.n });
      setConflict(null);
      save.dismiss();
      accept.dismiss();
    },
  };
}

function useEditorKeys(
  editor: EditorData,
  saving: { readonly save: () => void; readonly saveAndAccept: () => void },
  act: { readonly close: () => void; readonly choose: (template: EditorTemplate) => void },
): void {
  const t = useTranslations("editor");
  const group = t("title");
  useShortcuts([
    { keys: "Ctrl+s", label: t("save"), group, run: saving.save },
    { keys: "Ctrl+Enter", label: t("saveAndAccept"), group, run: saving.saveAndAccept },
    { keys: "Escape", label: t("leave"), group, run: act.close },
    ...editor.templates.slice(0, 9).map((template, index) => ({
      keys: `Alt+${index + 1}`,
      label: t("useTemplate", { name: template.name }),
      group,
      run: () => act.choose(template),
    })),
  ]);
}

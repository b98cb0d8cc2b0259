import type { Placement } from "#lib/method/splice/schema.ts";
import type { TransitionTemplateRow } from "#lib/transition/schema.ts";

export interface TemplateDraft {
  readonly name: string;
  readonly text: string;
  readonly placement: Placement;
  readonly forFirstWithoutCode: boolean;
  readonly isDefault: boolean;
}

/** What the save action takes. */
export interface TemplateInput extends TemplateDraft {
  /** 0: a new template. */
  readonly basedOn: number;
}

export function draftOf(template: TransitionTemplateRow | null, usesTools: boolean): TemplateDraft {
  if (template) {
    const { name, text, placement, forFirstWithoutCode, isDefault } = template;
    return { name, text, placement, forFirstWithoutCode, isDefault };
  }
  return {
    name: "",
    text: "",
    placement: usesTools ? "opens-think" : "inside-think",
    forFirstWithoutCode: false,
    isDefault: false,
  };
}

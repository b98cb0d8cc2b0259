import { type TransitionKind, transitionKinds } from "#lib/method/splice/schema.ts";
import type { StrategyRow } from "#lib/project/schema.ts";
import type { TransitionTemplateUse } from "#lib/transition/schema.ts";

/** One direction and kind, with its templates: the default first, then by name. */
export interface TransitionSlotView {
  /** `1-2-correction`: position of the first, of the second, kind. */
  readonly key: string;
  readonly from: StrategyRow;
  readonly to: StrategyRow;
  readonly kind: TransitionKind;
  readonly templates: readonly TransitionTemplateUse[];
}

/** The project's four slots in the order of the page, empty ones too. */
export function transitionSlots(
  strategies: readonly [StrategyRow, StrategyRow],
  templates: readonly TransitionTemplateUse[],
): readonly TransitionSlotView[] {
  const [one, two] = strategies;
  const directions = [
    { from: one, to: two },
    { from: two, to: one },
  ];
  return directions.flatMap(({ from, to }) =>
    transitionKinds.map((kind) => ({
      key: `${from.position}-${to.position}-${kind}`,
      from,
      to,
      kind,
      templates: templates
        .filter((one) => one.fromStrategyId === from.id && one.kind === kind)
        .toSorted(byDefaultThenName),
    })),
  );
}

function byDefaultThenName(a: TransitionTemplateUse, b: TransitionTemplateUse): number {
  return (
    Number(b.isDefault) - Number(a.isDefault) ||
    Number(a.forFirstWithoutCode) - Number(b.forFirstWithoutCode) ||
    a.name.localeCompare(b.name)
  );
}

/** Address of one template: by name, so that a new version keeps it. */
export function templateHref(list: string, slotKey: string, name: string): string {
  return `${list}?${new URLSearchParams({ slot: slotKey, name })}`;
}

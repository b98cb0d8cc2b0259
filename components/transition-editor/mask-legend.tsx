import clsx from "clsx";
import { useTranslations } from "next-intl";
import type { EditorData, EditorStrategy } from "#lib/entry/editor/schema.ts";

type MaskLegendProps = Pick<EditorData, "first" | "second" | "case">;

/** What hatch and hues mean in the token view. */
export function MaskLegend({ first, second, case: pairCase }: MaskLegendProps) {
  const t = useTranslations("editor");
  const fill = ({ position }: EditorStrategy) =>
    position === 1 ? "bg-strategy-1" : "bg-strategy-2";
  const marks = [
    { look: "hatch [--h:var(--ink-4)]", label: t("notTrained") },
    ...(pairCase === "0,1" ? [] : [{ look: fill(first), label: t("legend.first") }]),
    { look: "bg-transition", label: t("legend.transition") },
    { look: fill(second), label: t("legend.second") },
  ];
  return (
    <span className="ml-auto flex flex-wrap gap-x-3 text-xs font-normal text-ink-2">
      {marks.map(({ look, label }) => (
        <span key={label} className="flex items-center gap-1.5">
          <i aria-hidden className={clsx("size-[9px] rounded-[2px]", look)} />
          {label}
        </span>
      ))}
    </span>
  );
}

import clsx from "clsx";
import { useTranslations } from "next-intl";
import type { EditorStrategy, EditorTemplate } from "#lib/entry/editor/schema.ts";
import { DirectionSign } from "../sign/direction-sign.tsx";
import { Kbd } from "../ui/kbd.tsx";

interface TemplateListProps {
  readonly templates: readonly EditorTemplate[];
  readonly first: EditorStrategy;
  readonly second: EditorStrategy;
  readonly chosenId: number | null;
  readonly onChoose: (template: EditorTemplate) => void;
}

/** The templates of this direction and kind, filled with this pair's facts. */
export function TemplateList({ templates, first, second, chosenId, onChoose }: TemplateListProps) {
  const t = useTranslations("editor");
  return (
    <div className="min-w-0">
      <div className="flex h-7 items-center gap-1.5 text-xs">
        <span className="text-ink-3">{t("templatesFor")}</span>
        <DirectionSign first={first} second={second} />
        {templates.length > 0 ? (
          <span className="ml-auto flex items-center gap-1">
            <Kbd>Alt</Kbd>
            <Kbd>{templates.length === 1 ? "1" : `1–${Math.min(templates.length, 9)}`}</Kbd>
          </span>
        ) : null}
      </div>
      {templates.length === 0 ? (
        <p className="py-2 text-sm text-ink-3">{t("noTemplates")}</p>
      ) : null}
      <ul className="flex flex-col">
        {templates.map((template) => (
          <li key={template.id}>
            <button
              type="button"
              onClick={() => onChoose(template)}
              aria-pressed={template.id === chosenId}
              className={clsx(
                "w-full min-w-0 rounded-md border px-2 py-1.5 text-left",
                template.id === chosenId
                  ? "border-transition-line bg-transition-wash"
                  : "border-transparent hover:bg-hover",
              )}
            >
              <span className="flex items-baseline gap-2">
                <span className="mono truncate text-sm font-strong">{template.name}</span>
                <span className="ml-auto flex-none text-xs text-ink-3">
                  {t("uses", { count: template.uses })}
                  {template.isDefault ? ` · ${t("default")}` : null}
                </span>
              </span>
              <span className="block truncate text-xs text-ink-2">{template.text}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

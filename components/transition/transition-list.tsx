import clsx from "clsx";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { DirectionSign } from "#components/sign/direction-sign.tsx";
import { TransitionSign } from "#components/sign/transition-sign.tsx";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Count } from "#components/ui/number-link.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { TransitionTemplateUse } from "#lib/transition/schema.ts";
import { type TransitionSlotView, templateHref } from "./slots.ts";

interface TransitionListProps {
  readonly slots: readonly TransitionSlotView[];
  readonly selectedId: number | null;
  /** Address of the page. */
  readonly list: string;
}

/** The templates by direction and kind. */
export function TransitionList({ slots, selectedId, list }: TransitionListProps) {
  const t = useTranslations("transitions");
  return slots.map((slot) => (
    <section key={slot.key} className="border-b border-line">
      <header className="flex h-10 items-center gap-2.5 px-5">
        <TransitionSign kind={slot.kind} />
        <h2 className="font-strong">{t(slot.kind)}</h2>
        <DirectionSign first={slot.from} second={slot.to} isNamed />
        <span className="text-xs text-ink-3">{t(`${slot.kind}Meta`)}</span>
        <Button size="sm" asChild className="ml-auto">
          <Link href={`${list}?new=${slot.key}`} scroll={false}>
            <Plus aria-hidden />
            {t("add")}
          </Link>
        </Button>
      </header>
      {slot.templates.length === 0 ? (
        <p className="px-5 pb-3 text-sm text-ink-3">{t("empty")}</p>
      ) : (
        <ul className="pb-1">
          {slot.templates.map((template) => (
            <TemplateItem
              key={template.name}
              template={template}
              isSelected={template.id === selectedId}
              href={templateHref(list, slot.key, template.name)}
            />
          ))}
        </ul>
      )}
    </section>
  ));
}

interface TemplateItemProps {
  readonly template: TransitionTemplateUse;
  readonly isSelected: boolean;
  readonly href: string;
}

function TemplateItem({ template, isSelected, href }: TemplateItemProps) {
  const t = useTranslations("transitions");
  return (
    <li>
      <Link
        href={href}
        scroll={false}
        aria-current={isSelected ? "true" : undefined}
        className={clsx(
          "grid grid-cols-[150px_minmax(0,1fr)_auto_72px_40px] items-center gap-3 px-5 py-1.5 text-sm hover:bg-hover",
          isSelected && "bg-selected shadow-[inset_3px_0_0_var(--ink)]",
        )}
      >
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="truncate font-mono text-xs">{template.name}</span>
        </span>
        <span className="truncate font-mono text-xs text-ink-2">{template.text}</span>
        <span className="flex items-center gap-1">
          {template.forFirstWithoutCode ? <Tag>{t("withoutCode")}</Tag> : null}
          {template.isDefault ? <Tag>{t("default")}</Tag> : null}
        </span>
        <span className="text-right text-xs text-ink-3">
          <Count value={template.uses} /> {t("columns.uses")}
        </span>
        <span className="text-right font-mono text-xs text-ink-3">
          {/* Versions are named like this everywhere: v1, v2. */}
          {`v${template.version}`}
        </span>
      </Link>
    </li>
  );
}

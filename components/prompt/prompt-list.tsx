import clsx from "clsx";
import { useTranslations } from "next-intl";
import { StrategySign } from "#components/sign/strategy-sign.tsx";
import { Link } from "#components/ui/link.tsx";
import type { PromptSlot } from "./prompt-key.ts";

interface PromptListProps {
  readonly slots: readonly PromptSlot[];
  readonly selected: string;
  readonly list: string;
}

/** The project's prompts; each has its own address. */
export function PromptList({ slots, selected, list }: PromptListProps) {
  const t = useTranslations("prompts");
  return (
    <nav aria-label={t("list")} className="space-y-px p-2">
      {slots.map((slot) => (
        <Link
          key={slot.key}
          href={`${list}?use=${slot.key}`}
          aria-current={slot.key === selected ? "page" : undefined}
          className={clsx(
            "flex items-start gap-2 rounded-md px-2.5 py-1.5 hover:bg-hover",
            slot.key === selected && "bg-selected",
          )}
        >
          {slot.strategy ? (
            <StrategySign {...slot.strategy} className="mt-0.5" />
          ) : (
            <span className="size-4 flex-none" />
          )}
          <span className="min-w-0">
            <span className="block truncate">
              <span className="font-strong">{slot.strategy?.name ?? t("student")}</span>{" "}
              <span className="text-ink-2">{slot.strategy ? t(slot.use) : ""}</span>
            </span>
            <span className="block truncate text-xs text-ink-3">
              {t("version", { n: slot.current.version })} · {t(`${slot.use}Meta`)}
            </span>
          </span>
        </Link>
      ))}
    </nav>
  );
}

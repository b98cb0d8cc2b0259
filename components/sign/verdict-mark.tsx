import clsx from "clsx";
import { Check, CircleDashed, type LucideIcon, Pencil, X } from "lucide-react";
import { useTranslations } from "next-intl";

export type VerdictName = "pending" | "accepted" | "rejected" | "needs-edit";

const looks: Readonly<Record<VerdictName, { icon: LucideIcon; text: string; pill: string }>> = {
  pending: {
    icon: CircleDashed,
    text: "text-ink-2",
    pill: "border-dashed border-line-strong text-ink-2",
  },
  accepted: {
    icon: Check,
    text: "text-accepted-ink",
    pill: "border-accepted-line bg-accepted-wash text-accepted-ink",
  },
  rejected: {
    icon: X,
    text: "text-rejected-ink",
    pill: "border-rejected-line bg-rejected-wash text-rejected-ink",
  },
  "needs-edit": { icon: Pencil, text: "text-ink", pill: "border-line-strong bg-selected text-ink" },
};

interface VerdictMarkProps {
  readonly value: VerdictName;
  /** `word`: icon and word (tables). `pill`: in the inspector. `icon`: alone, named for readers. */
  readonly look?: "word" | "pill" | "icon";
}

export function VerdictMark({ value, look = "word" }: VerdictMarkProps) {
  const t = useTranslations("sign.verdict");
  const { icon: Icon, text, pill } = looks[value];
  const weight = value === "pending" ? "" : "font-medium";
  if (look === "icon") {
    return (
      <span className={text} role="img" aria-label={t(value)} title={t(value)}>
        <Icon className="size-3" />
      </span>
    );
  }
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-[5px] whitespace-nowrap",
        look === "pill"
          ? `h-5 rounded-full border py-0 pr-[7px] pl-[5px] text-xs font-medium ${pill}`
          : `${text} ${weight}`,
      )}
    >
      <Icon className="size-3" aria-hidden />
      {t(value)}
    </span>
  );
}

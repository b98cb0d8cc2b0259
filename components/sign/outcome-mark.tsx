import { Check, CircleHelp, type LucideIcon, Minus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export type OutcomeName = "correct" | "incorrect" | "undecided";

const looks: Readonly<Record<OutcomeName | "ungraded", { icon: LucideIcon; text: string }>> = {
  correct: { icon: Check, text: "text-accepted-ink" },
  incorrect: { icon: X, text: "text-rejected-ink" },
  undecided: { icon: CircleHelp, text: "text-ink-2" },
  ungraded: { icon: Minus, text: "text-ink-4" },
};

interface OutcomeMarkProps {
  /** null: not graded yet. */
  readonly value: OutcomeName | null;
  /** The extracted answer, exact; or nothing, then the word is shown only to readers. */
  readonly children?: ReactNode;
  /** Icon and word. */
  readonly isWorded?: boolean;
}

/** What the grader said: check, cross, or undecided, with the extracted answer beside it. */
export function OutcomeMark({ value, children, isWorded = false }: OutcomeMarkProps) {
  const t = useTranslations("sign.outcome");
  const name = value ?? "ungraded";
  const { icon: Icon, text } = looks[name];
  return (
    <span className="inline-flex min-w-0 items-center gap-1 whitespace-nowrap">
      <Icon className={`size-3 ${text}`} role="img" aria-label={t(name)} />
      {isWorded ? (
        <span className={text} aria-hidden>
          {t(name)}
        </span>
      ) : null}
      {children === undefined ? null : (
        <span className="truncate font-mono text-[0.96em]">{children}</span>
      )}
    </span>
  );
}

import clsx from "clsx";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { InspectorAttempt, InspectorStrategy } from "#lib/pair/inspector/schema.ts";
import { OutcomeMark } from "../sign/outcome-mark.tsx";
import { StrategySign } from "../sign/strategy-sign.tsx";
import { PlainText } from "../text/plain-text.tsx";

interface PartBlockProps {
  readonly part: "first" | "second";
  readonly strategy: InspectorStrategy;
  readonly attempt: InspectorAttempt | null;
  readonly tokens: number | null;
  /** Of `tokens`; tool output and failed code are not trained in any part. */
  readonly trainedTokens: number | null;
  /** Whether the part counts in the loss; null: there is no entry. */
  readonly isTrained: boolean | null;
  readonly children: ReactNode;
}

/** One part with its coloured edge: hatched where it is not trained, solid where it is. */
export function PartBlock({
  part,
  strategy,
  attempt,
  tokens,
  trainedTokens,
  isTrained,
  children,
}: PartBlockProps) {
  const t = useTranslations("inspector");
  const format = useFormatter();
  const isOne = strategy.position === 1;
  const trainedFact = () => {
    if (isTrained === null) return null;
    if (!isTrained) return t("notTrained");
    const isWhole = trainedTokens === null || trainedTokens === tokens;
    return isWhole ? t("trained") : t("trainedCount", { count: trainedTokens });
  };
  return (
    <section aria-label={t(part)} data-part={part} className="relative mt-3 pl-4">
      <span
        aria-hidden
        className={clsx(
          "absolute inset-y-0 left-0 w-1 rounded-full",
          edgeLook(isOne, isTrained !== false),
        )}
      />
      <header
        className={clsx(
          "flex h-8 items-center gap-2 rounded-md px-2.5 text-sm",
          isOne
            ? "bg-strategy-1-wash text-strategy-1-ink"
            : "bg-strategy-2-wash text-strategy-2-ink",
        )}
      >
        <StrategySign {...strategy} />
        <b className="font-semibold">{t(part)}</b>
        <span>{strategy.name}</span>
        {attempt ? <AttemptFacts attempt={attempt} /> : null}
        <span className="ml-auto flex-none text-xs tabular-nums">
          {[
            tokens === null ? null : t("tokenCount", { count: format.number(tokens) }),
            trainedFact(),
          ]
            .filter((fact) => fact !== null)
            .join(" · ")}
        </span>
      </header>
      {attempt && part === "second" ? (
        <p className="pt-1 text-right text-xs text-ink-3">
          {attempt.conditionedOnFirst ? t("conditioned") : t("notConditioned")}
        </p>
      ) : null}
      {children}
    </section>
  );
}

function edgeLook(isOne: boolean, isTrained: boolean): string {
  if (isTrained) return isOne ? "bg-strategy-1" : "bg-strategy-2";
  return isOne ? "hatch [--h:var(--strategy-1)]" : "hatch [--h:var(--strategy-2)]";
}

/** Who wrote it and what it answered. */
function AttemptFacts({ attempt }: { readonly attempt: InspectorAttempt }) {
  const t = useTranslations("inspector");
  return (
    <>
      <span className="mono truncate text-xs text-ink-2">{attempt.policyName}</span>
      <span className="flex h-5 min-w-0 items-center rounded-full border border-line bg-surface px-2 text-xs text-ink">
        <OutcomeMark value={attempt.outcome}>
          <PlainText>{(attempt.extracted ?? t("noAnswer")).slice(0, 60)}</PlainText>
        </OutcomeMark>
      </span>
    </>
  );
}

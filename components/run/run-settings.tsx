import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StrategySign } from "#components/sign/strategy-sign.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/panel.tsx";
import type { PromptVersion } from "#lib/run/detail/schema.ts";
import type { RunStrategy, TeachSettings } from "#lib/run/schema.ts";

interface TeachSettingsViewProps {
  readonly projectId: number;
  readonly settings: TeachSettings;
  readonly prompts: readonly PromptVersion[];
  /** One character a position, from the project. */
  readonly signs: readonly [string, string];
}

/** What the run was started with; later changes of the project do not reach it. */
export function TeachSettingsView({ projectId, settings, prompts, signs }: TeachSettingsViewProps) {
  const t = useTranslations("runs.settings");
  const format = useFormatter();
  return (
    <>
      <Section title={t("title")} meta={t("frozen")}>
        <Facts>
          <Fact name={t("seed")}>{settings.seed}</Fact>
          <Fact name={t("limit")}>
            {settings.limit === null ? t("all") : format.number(settings.limit)}
          </Fact>
          <Fact name={t("again")}>{settings.again ? t("yes") : t("no")}</Fact>
          <Fact name={t("tokenBudget")}>{t("tokens", { n: settings.tokenBudget })}</Fact>
          <Fact name={t("maxToolCalls")}>{settings.maxToolCalls}</Fact>
          <Fact name={t("toolTimeout")}>{t("seconds", { n: settings.toolTimeoutMs / 1000 })}</Fact>
        </Facts>
      </Section>
      <Section title={t("strategies")}>
        {settings.strategies.map((strategy) => (
          <Strategy
            key={strategy.position}
            projectId={projectId}
            strategy={strategy}
            sign={signs[strategy.position - 1] ?? ""}
            prompts={prompts}
          />
        ))}
      </Section>
    </>
  );
}

interface StrategyProps {
  readonly projectId: number;
  readonly strategy: RunStrategy;
  readonly sign: string;
  readonly prompts: readonly PromptVersion[];
}

function Strategy({ projectId, strategy, sign, prompts }: StrategyProps) {
  const t = useTranslations("runs.settings");
  const versionOf = (id: number) => prompts.find((prompt) => prompt.id === id)?.version ?? 0;
  return (
    <div className="mb-2 last:mb-0">
      <p className="flex h-6 items-center gap-2">
        <StrategySign position={strategy.position} sign={sign} name={strategy.name} />
        <span className="truncate font-strong">{strategy.name}</span>
        <Link
          href={`/projects/${projectId}/policies`}
          className="ml-auto truncate font-mono text-xs text-ink-3 hover:underline"
        >
          {strategy.policyName}
        </Link>
      </p>
      <p className="pl-6 text-xs text-ink-3">
        <Link href={`/projects/${projectId}/prompts`} className="hover:underline">
          {t("prompts", {
            first: versionOf(strategy.firstPromptId),
            second: versionOf(strategy.secondPromptId),
          })}
        </Link>
        {strategy.usesTools ? ` · ${t("tools")}` : null}
      </p>
    </div>
  );
}

export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-[104px_1fr] text-sm leading-[23px]">{children}</dl>;
}

export function Fact({
  name,
  children,
}: {
  readonly name: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

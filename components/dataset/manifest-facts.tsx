import { useFormatter, useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import type { Manifest } from "#lib/dataset/schema.ts";

interface ManifestFactsProps {
  readonly manifest: Manifest;
  readonly createdAt: ReactNode;
}

/** The manifest in words: what the version is and where it comes from. */
export function ManifestFacts({ manifest, createdAt }: ManifestFactsProps) {
  const t = useTranslations("datasets.manifest");
  const format = useFormatter();
  const { rule, counts } = manifest;
  const ratio =
    rule.ratio === null
      ? t("noRatio")
      : t("ratio", { one: rule.ratio[0], two: rule.ratio[1], by: rule.by });
  const caps = Object.entries(rule.caps).map(([name, cap]) => t("cap", { case: name, cap }));
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      t("hash"),
      <span key="hash" className="mono break-all whitespace-normal select-all">
        {manifest.sha256}
      </span>,
    ],
    [t("frozen"), createdAt],
    [
      t("rows"),
      t("rowsOf", {
        rows: counts.all.rows,
        train: counts.train.rows,
        validation: counts.validation.rows,
      }),
    ],
    [
      t("tokens"),
      counts.all.tokens === null
        ? t("notCounted")
        : t("tokensOf", { tokens: counts.all.tokens, trained: counts.all.trainedTokens ?? 0 }),
    ],
    [
      t("rule"),
      [
        ratio,
        t("seed", { seed: rule.seed }),
        rule.includePending ? t("pending") : t("acceptedOnly"),
        rule.maxTokens === null ? t("anyLength") : t("longest", { n: rule.maxTokens }),
        ...caps,
      ].join(" · "),
    ],
    [
      t("tokenizer"),
      <span key="tokenizer" className="mono">
        {manifest.tokenizer}
      </span>,
    ],
    [
      t("mask"),
      <span key="mask" className="mono">
        {manifest.maskPolicy}
      </span>,
    ],
    [
      t("graders"),
      manifest.graders
        .map((one) => t("grader", { name: one.grader, version: one.version, n: one.trajectories }))
        .join(" · "),
    ],
    [
      t("prompt"),
      <span key="prompt" className="mono whitespace-pre-wrap">
        {t("promptOf", {
          version: manifest.studentPrompt.version,
          text: JSON.stringify(manifest.studentPrompt.text),
        })}
      </span>,
    ],
    [
      t("policies"),
      manifest.policies
        .map((one) => t("policy", { name: one.name, strategy: one.strategy, n: one.trajectories }))
        .join(" · "),
    ],
    [
      t("prompts"),
      manifest.prompts
        .map((one) =>
          t("promptUse", {
            strategy: one.strategy,
            use: one.use === "strategy-second" ? "second" : "first",
            version: one.version,
            n: format.number(one.trajectories),
          }),
        )
        .join(" · "),
    ],
  ];
  return (
    <dl className="grid grid-cols-[128px_minmax(0,1fr)] gap-x-3 gap-y-1.5 px-5 py-3.5 text-sm">
      {facts.map(([term, value]) => (
        <Fragment key={term}>
          <dt className="text-ink-3">{term}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/panel.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { AttemptData } from "#lib/trajectory/attempt/schema.ts";

/** Where it came from, what it cost, where it stands. */
export function AttemptFacts({ data }: { readonly data: AttemptData }) {
  const t = useTranslations("attempt.fact");
  const { attempt, fixes } = data;
  const base = `/projects/${data.projectId}`;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      t("policy"),
      <Link key="policy" className="link mono" href={`${base}/policies/${attempt.policyId}`}>
        {attempt.policyName}
      </Link>,
    ],
    [
      t("prompt"),
      attempt.promptVersion === null ? null : t("promptVersion", { n: attempt.promptVersion }),
    ],
    [
      t("generated"),
      attempt.generatedTokens > 0 ? t("tokens", { count: attempt.generatedTokens }) : null,
    ],
    [
      t("executor"),
      attempt.executorTokens > 0 ? t("tokens", { count: attempt.executorTokens }) : null,
    ],
    [t("characters"), t("characterCount", { count: data.characters })],
    [
      t("time"),
      attempt.durationMs > 0
        ? t("seconds", { s: Math.round(attempt.durationMs / 100) / 10 })
        : null,
    ],
    [t("truncated"), data.isTruncated ? t("truncatedWhy") : null],
    [t("made"), <TimeAgo key="made" at={attempt.createdAt} />],
    [
      t("run"),
      data.runId === null ? (
        t("imported")
      ) : (
        <Link key="run" className="link" href={`${base}/runs/${data.runId}`}>
          {t("runNumber", { n: data.runId })}
        </Link>
      ),
    ],
    [t("pairs"), <Pairs key="pairs" data={data} base={base} />],
    [
      t("fixes"),
      fixes.nulls + fixes.loneSurrogates > 0 ? <Fixes key="fixes" fixes={fixes} /> : null,
    ],
    [t("content"), <Hash key="content" value={data.contentSha256} />],
    [t("sent"), data.sentSha256 === "" ? null : <Hash key="sent" value={data.sentSha256} />],
  ];
  return (
    <Section title={useTranslations("attempt")("facts")}>
      <dl className="grid grid-cols-[84px_minmax(0,1fr)] gap-x-2 gap-y-1 text-sm [&_dt]:text-ink-3">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="min-w-0 truncate">{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Section>
  );
}

function Hash({ value }: { readonly value: string }) {
  return (
    <span className="mono text-xs text-ink-2 select-all" title={value}>
      {value.slice(0, 12)}
    </span>
  );
}

function Pairs({ data, base }: { readonly data: AttemptData; readonly base: string }) {
  const t = useTranslations("attempt.fact");
  if (data.pairs.length === 0) return t("noPair");
  return data.pairs.map((pair) => (
    <Link key={pair.id} className="link mr-2" href={`${base}/trajectories/${pair.id}`}>
      {t(pair.part, { id: pair.id })}
    </Link>
  ));
}

function Fixes({ fixes }: { readonly fixes: AttemptData["fixes"] }) {
  const t = useTranslations("attempt.fact");
  const said = [
    fixes.nulls > 0 ? t("fixNulls", { count: fixes.nulls }) : "",
    fixes.loneSurrogates > 0 ? t("fixSurrogates", { count: fixes.loneSurrogates }) : "",
  ];
  return said.filter((part) => part !== "").join(" · ");
}

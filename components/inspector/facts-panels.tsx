import clsx from "clsx";
import { Check } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import type { Finding } from "#lib/method/trajectory/schema.ts";
import { type Role, roles } from "#lib/method/trajectory/schema.ts";
import type {
  InspectorAttempt,
  InspectorData,
  InspectorEntry,
} from "#lib/pair/inspector/schema.ts";
import { FindingTag } from "../sign/finding-tag.tsx";
import { Section } from "../ui/panel.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

interface MaskPanelProps {
  readonly entry: InspectorEntry;
  readonly firstPosition: 1 | 2;
}

/** Tokens by role, and which of them are trained. */
export function MaskPanel({ entry, firstPosition }: MaskPanelProps) {
  const t = useTranslations("inspector");
  const format = useFormatter();
  if (entry.tokens === null) {
    return (
      <Section title={t("mask")}>
        <p className="text-sm text-ink-3">{t("noTokenizer")}</p>
      </Section>
    );
  }
  const trainedOf = (role: Role) =>
    entry.segments
      .filter((segment) => segment.role === role && segment.trained)
      .reduce((sum, segment) => sum + (segment.tokens ?? 0), 0);
  const isTrained = (role: Role) =>
    entry.segments.some((segment) => segment.role === role && segment.trained);
  // Segments of a very long text are not counted one by one.
  const isCounted = entry.segments.every((segment) => segment.tokens !== null);
  const trainedFact = (role: Role) => {
    if (!isTrained(role)) return t("notTrained");
    const trained = trainedOf(role);
    return !isCounted || trained === entry.tokensByRole[role]
      ? t("trained")
      : t("trainedCount", { count: trained });
  };
  const shown = roles.filter((role) => (entry.tokensByRole[role] ?? 0) > 0);
  return (
    <Section title={t("mask")} meta={t("byRole")}>
      <div aria-hidden className="mb-1.5 flex h-2.5 gap-px overflow-hidden rounded-[3px]">
        {shown.map((role) => (
          <i
            key={role}
            className={clsx("block min-w-[3px]", roleLook(role, firstPosition, isTrained(role)))}
            style={{ flexGrow: entry.tokensByRole[role] ?? 0 }}
          />
        ))}
      </div>
      <table className="w-full text-sm tabular-nums">
        <tbody>
          {shown.map((role) => (
            <tr key={role}>
              <td className="py-0.5">
                <i
                  aria-hidden
                  className={clsx(
                    "mr-1.5 inline-block size-[9px] rounded-[2px]",
                    roleLook(role, firstPosition, isTrained(role)),
                  )}
                />
                {t(`role.${role}`)}
              </td>
              <td className="text-right">{format.number(entry.tokensByRole[role] ?? 0)}</td>
              <td className="w-24 text-right text-xs text-ink-3">{trainedFact(role)}</td>
            </tr>
          ))}
          <tr className="border-t border-line font-strong">
            <td className="py-1">{t("total")}</td>
            <td className="text-right">{format.number(entry.tokens)}</td>
            <td className="text-right text-xs">
              {t("trainedCount", { count: entry.trainedTokens ?? 0 })}
            </td>
          </tr>
        </tbody>
      </table>
    </Section>
  );
}

/** Solid where it is trained, hatched where not; the hue says whose text it is. */
function roleLook(role: Role, firstPosition: 1 | 2, isTrained: boolean): string {
  if (role === "transition") return "bg-transition";
  if (role === "prompt") return "hatch [--h:var(--ink-4)]";
  if (role === "end") return "bg-ink-3";
  const isOne = (role === "first") === (firstPosition === 1);
  if (isTrained) return isOne ? "bg-strategy-1" : "bg-strategy-2";
  return isOne ? "hatch [--h:var(--strategy-1)]" : "hatch [--h:var(--strategy-2)]";
}

/** What is noticed, each kind once. */
export function FindingsPanel({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useTranslations("inspector");
  const counts = Map.groupBy(findings, (finding) => finding.code);
  return (
    <Section title={t("findings")} meta={counts.size > 0 ? String(counts.size) : undefined}>
      {counts.size === 0 ? (
        <p className="flex items-center gap-2 text-sm text-ink-2">
          <Check aria-hidden className="text-accepted" />
          {t("noFindings")}
        </p>
      ) : (
        <ul className="flex flex-wrap gap-1">
          {[...counts].map(([code, found]) => (
            <li key={code}>
              <FindingTag code={code} count={found.length} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Where it came from and where it went. */
export function LineagePanel({
  data,
  base,
}: {
  readonly data: InspectorData;
  readonly base: string;
}) {
  const t = useTranslations("inspector");
  const { pair, problem, first, second, entry } = data;
  return (
    <Section title={t("lineage")}>
      <dl className="grid grid-cols-[76px_minmax(0,1fr)] gap-x-2 gap-y-1 text-sm [&_dt]:text-ink-3">
        <dt>{t("problem")}</dt>
        <dd>
          <Link className="link" href={`${base}/problems/${problem.id}`}>
            {t("problemNumber", { n: problem.ordinal })}
          </Link>
          {[problem.topic, problem.source].filter(Boolean).map((fact) => ` · ${fact}`)}
        </dd>
        {first ? <AttemptLine label={t("first")} attempt={first} base={base} /> : null}
        {second ? <AttemptLine label={t("second")} attempt={second} base={base} /> : null}
        <dt>{t("runLabel")}</dt>
        <dd>
          {pair.runId === null ? (
            t("imported")
          ) : (
            <Link className="link" href={`${base}/runs/${pair.runId}`}>
              {t("runNumber", { n: pair.runId })}
            </Link>
          )}
          {` · ${t("attemptNumber", { n: pair.attempt })} · `}
          <TimeAgo at={pair.createdAt} />
        </dd>
        <dt>{t("datasets")}</dt>
        <dd>
          {entry && entry.datasets.length > 0
            ? entry.datasets.map((dataset) => (
                <Link
                  key={dataset.id}
                  className="link mr-1.5"
                  href={`${base}/datasets/${dataset.id}`}
                >
                  {dataset.name}
                </Link>
              ))
            : t("noDatasets")}
        </dd>
      </dl>
    </Section>
  );
}

interface AttemptLineProps {
  readonly label: string;
  readonly attempt: InspectorAttempt;
  readonly base: string;
}

function AttemptLine({ label, attempt, base }: AttemptLineProps) {
  const t = useTranslations("inspector");
  const how = attempt.isRecorded
    ? t("recorded")
    : t("promptVersion", { n: attempt.promptVersion ?? 0 });
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <Link className="link mono" href={`${base}/trajectories/attempts/${attempt.trajectoryId}`}>
          {t("trajectoryNumber", { n: attempt.trajectoryId })}
        </Link>
        {` · ${attempt.policyName} · ${how}`}
      </dd>
    </>
  );
}

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import { NumberLink } from "#components/ui/number-link.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { AttentionUnit, FailureGroup } from "#lib/run/failure/schema.ts";

interface RunFailuresProps {
  readonly base: string;
  readonly projectId: number;
  readonly groups: readonly FailureGroup[];
  readonly units: readonly AttentionUnit[];
  /** The reason that the list is filtered by. */
  readonly code: string | undefined;
  /** The next page, when there is one. */
  readonly nextHref: string | null;
}

/** Units out of attempts: why, how often, and each of them. */
export function RunFailures({ base, projectId, groups, units, code, nextHref }: RunFailuresProps) {
  const t = useTranslations("runs");
  return (
    <>
      <table className="grid-table" data-dense="">
        <thead>
          <tr>
            <th>{t("failure.reason")}</th>
            <th>{t("failure.step")}</th>
            <th data-num>{t("failure.units")}</th>
            <th className="w-[60%]">{t("failure.example")}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={`${group.code} ${group.what}`} aria-selected={group.code === code}>
              <td>
                <span className="flex items-center gap-1.5">
                  <TriangleAlert className="size-3" aria-hidden />
                  <Tag mono>{group.code}</Tag>
                </span>
              </td>
              <td className="text-ink-2">{t(`step.${group.what}`)}</td>
              <td data-num>
                <NumberLink
                  className="font-strong"
                  value={group.units}
                  href={`${base}?code=${encodeURIComponent(group.code)}#units`}
                />
              </td>
              <td className="max-w-0 truncate text-ink-2" title={group.example}>
                {group.example}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2 id="units" className="flex items-center gap-2 px-5 pt-4 pb-1 text-sm font-semibold">
        {t("failure.each")}
        {code === undefined ? null : (
          <Link href={base} scroll={false} className="link text-xs font-normal text-ink-2">
            {t("failure.showAll", { code })}
          </Link>
        )}
      </h2>
      <table className="grid-table">
        <thead>
          <tr>
            <th>{t("failure.problem")}</th>
            <th>{t("failure.step")}</th>
            <th data-num>{t("failure.attempts")}</th>
            <th className="w-[46%]">{t("failure.reason")}</th>
            <th data-num>{t("failure.at")}</th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <UnitRow key={unit.id} unit={unit} projectId={projectId} />
          ))}
        </tbody>
      </table>
      {nextHref === null ? null : (
        <p className="px-5 py-3">
          <Link href={nextHref} className="link">
            {t("failure.more")}
          </Link>
        </p>
      )}
    </>
  );
}

function UnitRow({
  unit,
  projectId,
}: {
  readonly unit: AttentionUnit;
  readonly projectId: number;
}) {
  const t = useTranslations("runs");
  return (
    <tr>
      <td className="w-[28%] max-w-0 truncate">
        <span className="mr-2 font-mono text-xs text-ink-3">{unit.problemOrdinal}</span>
        <Link
          href={`/projects/${projectId}/trajectories/${unit.pairId}`}
          className="hover:underline"
        >
          {unit.problem}
        </Link>
      </td>
      <td className="text-ink-2">{t(`step.${unit.what}`)}</td>
      <td data-num>{unit.attempts}</td>
      <td className="max-w-0 py-1 break-words whitespace-normal! text-ink-2">
        <Tag mono className="mr-1.5">
          {unit.code}
        </Tag>
        {unit.reason}
      </td>
      <td data-num className="text-ink-3">
        {unit.at ? <TimeAgo at={unit.at} /> : null}
      </td>
    </tr>
  );
}

import { useTranslations } from "next-intl";
import { useActorName } from "#components/shell/use-actor-name.ts";
import { OutcomeMark } from "#components/sign/outcome-mark.tsx";
import { PlainText } from "#components/text/plain-text.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/panel.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { AttemptData } from "#lib/trajectory/attempt/schema.ts";

/** Every grade it got, newest first; a person's decision stands above them. */
export function AttemptGrades({ data }: { readonly data: AttemptData }) {
  const t = useTranslations("attempt");
  const nameOf = useActorName();
  const { attempt, grades, pairs } = data;
  const [pair] = pairs;
  return (
    <Section title={t("grades")}>
      {attempt.override ? (
        <p className="mb-2 text-sm">
          <OutcomeMark value={attempt.override.outcome} isWorded />
          <span className="block text-xs text-ink-2">
            {t("decided", {
              author: nameOf(attempt.override.author),
              reason: attempt.override.reason,
            })}
          </span>
        </p>
      ) : null}
      {grades.length === 0 ? <p className="text-sm text-ink-3">{t("notGraded")}</p> : null}
      <ul className="flex flex-col gap-2 text-sm">
        {grades.map((grade) => (
          <li key={grade.id}>
            <span className="flex items-center gap-2">
              <span className="min-w-0 truncate">
                <OutcomeMark value={grade.outcome}>
                  <PlainText>{(grade.extracted ?? t("noAnswer")).slice(0, 200)}</PlainText>
                </OutcomeMark>
              </span>
              <span className="ml-auto flex-none text-xs text-ink-3">
                <TimeAgo at={grade.at} />
              </span>
            </span>
            <span className="block text-xs break-words text-ink-2">
              <PlainText>{grade.reason.slice(0, 1000)}</PlainText>
            </span>
            <span className="block text-xs text-ink-3">
              {t("gradeBy", {
                grader: grade.grader,
                version: grade.version,
                tier: grade.tier,
                ms: grade.ms,
              })}
            </span>
          </li>
        ))}
      </ul>
      {pair ? (
        <p className="mt-2 text-xs text-ink-3">
          <Link className="link" href={`/projects/${data.projectId}/trajectories/${pair.id}`}>
            {t("decideInPair")}
          </Link>
        </p>
      ) : null}
    </Section>
  );
}

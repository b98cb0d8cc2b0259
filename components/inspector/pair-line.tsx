import { getTranslations } from "next-intl/server";
import type { InspectorAttempt, InspectorData } from "#lib/pair/inspector/schema.ts";
import { OutcomeMark } from "../sign/outcome-mark.tsx";
import { PlainText } from "../text/plain-text.tsx";
import { Prose } from "../text/prose.tsx";

/** The pair in one line, above what is edited: problem, both answers, reference. */
export async function PairLine({ data }: { readonly data: InspectorData }) {
  const t = await getTranslations("inspector");
  return (
    <section aria-label={t("problem")} className="flex items-start gap-4 py-3">
      <Prose
        text={data.problem.text}
        className="max-h-24 min-w-0 flex-1 overflow-auto text-lg leading-normal"
      />
      <dl className="flex max-w-[45%] flex-none flex-wrap justify-end gap-x-3 pt-1 text-sm">
        <Answer label={t("first")} attempt={data.first} />
        <Answer label={t("second")} attempt={data.second} />
        <div className="flex min-w-0 items-baseline gap-1.5">
          <dt className="text-ink-3">{t("reference")}</dt>
          <dd className="mono truncate font-strong">
            <PlainText>{data.problem.answer.slice(0, 60)}</PlainText>
          </dd>
        </div>
      </dl>
    </section>
  );
}

async function Answer({
  label,
  attempt,
}: {
  readonly label: string;
  readonly attempt: InspectorAttempt | null;
}) {
  const t = await getTranslations("inspector");
  if (!attempt) return null;
  return (
    <div className="flex min-w-0 items-baseline gap-1.5">
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 truncate">
        <OutcomeMark value={attempt.outcome}>
          <PlainText>{(attempt.extracted ?? t("noAnswer")).slice(0, 60)}</PlainText>
        </OutcomeMark>
      </dd>
    </div>
  );
}

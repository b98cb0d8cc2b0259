import { useTranslations } from "next-intl";
import { useActorName } from "#components/shell/use-actor-name.ts";
import { Clock } from "#components/ui/time-ago.tsx";
import type { AuditLine } from "#lib/pipeline-map/schema.ts";

/** What was done lately, from the audit. */
export function Lately({ lines }: { readonly lines: readonly AuditLine[] }) {
  const t = useTranslations("map.lately");
  if (lines.length === 0) return <p className="text-sm text-ink-3">{t("nothing")}</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.id} className="flex gap-1.5 py-[3px] text-sm text-ink-2">
          <span className="flex-none text-xs leading-[18px] text-ink-3">
            <Clock at={line.at} />
          </span>
          <span className="min-w-0 break-words">
            <Sentence line={line} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Sentence({ line }: { readonly line: AuditLine }) {
  const t = useTranslations("map.lately");
  const nameOf = useActorName();
  // A dot would mean a level of the catalogue.
  const key = `action.${line.action.replace(".", "-")}`;
  if (!t.has(key))
    return <span className="font-mono text-xs">{`${line.action} ${line.subject}`}</span>;
  const details = Object.fromEntries(
    Object.entries(line.details).map(([name, value]) => [name, value ?? ""]),
  );
  const id = line.subject.slice(line.subject.indexOf(":") + 1);
  const values = { ...textsOf(details), id, times: line.times };
  return (
    <>
      {t(key, values)}
      {line.actor === "system" ? null : (
        <span className="text-ink-3">{` · ${nameOf(line.actor)}`}</span>
      )}
    </>
  );
}

/** Placeholders of every sentence, so that an older row without one still reads. */
function textsOf(
  details: Record<string, string | number | boolean>,
): Record<string, string | number> {
  const empty = {
    name: "",
    verdict: "",
    pairs: 0,
    rows: 0,
    problems: 0,
    kind: "",
    format: "",
    version: 0,
    subset: "",
  };
  const texts = Object.entries(details).map(([key, value]) => [
    key,
    typeof value === "boolean" ? String(value) : value,
  ]);
  return { ...empty, ...Object.fromEntries(texts) };
}

import clsx from "clsx";
import { useTranslations } from "next-intl";
import { useActorName } from "#components/shell/use-actor-name.ts";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/panel.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

export interface VersionRow {
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
}

interface VersionListProps {
  readonly title: string;
  readonly versions: readonly VersionRow[];
  /** The version looked at; null: the one in force, in the editor. */
  readonly shown: number | null;
  /** Addresses of the versions, in the same order. */
  readonly hrefs: readonly string[];
}

/** Every version with its author, newest first; a link shows what it changed. */
export function VersionList({ title, versions, shown, hrefs }: VersionListProps) {
  const t = useTranslations("prompts");
  const nameOf = useActorName();
  return (
    <Section title={title} meta={versions.length}>
      <ol className="-mx-2 space-y-px">
        {versions.map((row, at) => (
          <li key={row.version}>
            <Link
              href={hrefs[at] ?? ""}
              scroll={false}
              aria-current={row.version === shown ? "true" : undefined}
              className={clsx(
                "flex items-baseline gap-2 rounded-md px-2 py-1 text-sm hover:bg-hover",
                row.version === shown && "bg-selected",
              )}
            >
              <span className="font-strong">{t("version", { n: row.version })}</span>
              {at === 0 ? <span className="text-xs text-ink-3">{t("current")}</span> : null}
              <span className="ml-auto truncate text-xs text-ink-3">
                {nameOf(row.createdBy)} · <TimeAgo at={row.createdAt} />
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Section>
  );
}

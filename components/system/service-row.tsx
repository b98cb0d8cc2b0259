import { CircleCheck, CircleDashed, type LucideIcon, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export type ServiceState = "ready" | "starting" | "attention";

const icons: Readonly<Record<ServiceState, LucideIcon>> = {
  ready: CircleCheck,
  starting: CircleDashed,
  attention: TriangleAlert,
};

interface ServiceRowProps {
  readonly icon: LucideIcon;
  readonly name: ReactNode;
  /** One line: what it is for. */
  readonly what: ReactNode;
  readonly state: ServiceState;
  readonly stateLabel: ReactNode;
  /** One sentence, when there is something to say. */
  readonly message?: ReactNode;
  /** What to do about it: a command to copy, or words. */
  readonly fix?: string;
  /** Name and value, at the right. */
  readonly facts: readonly (readonly [string, ReactNode])[];
}

/** One part of the Studio: what it is, how it is, what to do. */
export function ServiceRow({
  icon: Icon,
  name,
  what,
  state,
  stateLabel,
  message,
  fix,
  facts,
}: ServiceRowProps) {
  const t = useTranslations("system");
  const StateIcon = icons[state];
  return (
    <section className="grid grid-cols-[220px_minmax(0,480px)_minmax(0,1fr)] gap-6 border-b border-line px-5 py-3">
      <div className="flex gap-2.5">
        <Icon className="mt-[3px] text-ink-3" aria-hidden />
        <div className="min-w-0">
          <h2 className="font-strong">{name}</h2>
          <p className="text-xs text-ink-3">{what}</p>
        </div>
      </div>
      <div className="min-w-0">
        <p className="flex items-center gap-1.5">
          <StateIcon className={state === "ready" ? "text-accepted" : "text-ink-2"} aria-hidden />
          <span className="font-strong">{stateLabel}</span>
        </p>
        {message ? <div className="mt-0.5 text-sm break-words text-ink-2">{message}</div> : null}
        {fix ? (
          <div className="mt-1.5 rounded-md border border-line-strong bg-sunken px-2.5 py-1.5 text-sm">
            <p className="text-xs text-ink-3">{t("fix")}</p>
            <p className="font-mono break-words whitespace-pre-wrap select-all">{fix}</p>
          </div>
        ) : null}
      </div>
      <dl className="grid h-fit grid-cols-[104px_minmax(0,1fr)] text-sm leading-[22px]">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-3">{label}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

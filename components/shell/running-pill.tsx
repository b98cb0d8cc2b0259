"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { Duration } from "#components/ui/duration.tsx";
import { Link } from "#components/ui/link.tsx";
import { useLiveState } from "./live.tsx";
import type { ShellStatus } from "./shell-status.ts";

const pill =
  "flex h-7 items-center gap-[7px] rounded-full border border-line bg-surface pr-[9px] pl-[7px] text-sm whitespace-nowrap hover:border-line-strong";

/** What is under way in the whole Studio; says when the page has stopped hearing of changes. */
export function RunningPill() {
  const { link, lastSeenAt, status } = useLiveState();
  if (link === "lost") return <Lost since={lastSeenAt} />;
  const { running } = status;
  if (running.runs + running.paused === 0) return null;
  return (
    <Link href={hrefOf(running)} className={pill}>
      <Ring share={running.total > 0 ? running.done / running.total : 0} />
      <Words running={running} />
    </Link>
  );
}

function hrefOf(running: ShellStatus["running"]): string {
  const list = `/projects/${running.projectId}/runs`;
  return running.runId === null ? list : `${list}/${running.runId}`;
}

function Words({ running }: { readonly running: ShellStatus["running"] }) {
  const t = useTranslations("shell.running");
  const format = useFormatter();
  if (running.runs === 0)
    return <span className="font-strong">{t("paused", { n: running.paused })}</span>;
  const percent = running.total > 0 ? Math.floor((100 * running.done) / running.total) : 0;
  return (
    <>
      <span className="font-strong">{t("running", { n: running.runs })}</span>
      <span className="text-ink-3">
        {`${format.number(percent)} %`}
        {running.secondsLeft === null ? null : (
          <>
            {" · "}
            {t.rich("left", { time: () => <Duration seconds={running.secondsLeft ?? 0} /> })}
          </>
        )}
      </span>
    </>
  );
}

function Ring({ share }: { readonly share: number }) {
  return (
    <span
      aria-hidden
      className="size-4 flex-none rounded-full [mask:radial-gradient(circle,transparent_4.6px,#000_5.2px)]"
      style={{
        background: `conic-gradient(var(--ink) 0 ${share * 100}%, var(--line-strong) ${share * 100}%)`,
      }}
    />
  );
}

function Lost({ since }: { readonly since: number }) {
  const t = useTranslations("shell.running");
  const now = useNow({ updateInterval: 1_000 });
  const seconds = Math.max(0, Math.round((now.getTime() - since) / 1000));
  return (
    <span role="status" className={pill} title={t("lostHint")}>
      <span className="live-dot" data-lost="" />
      <span className="text-ink-2">
        {t.rich("lost", { time: () => <Duration seconds={seconds} /> })}
      </span>
    </span>
  );
}

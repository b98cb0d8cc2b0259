import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Pill, type PillTone } from "#components/ui/pill.tsx";
import type { RunStatus } from "#lib/run/status.ts";

const tones: Readonly<Record<RunStatus, PillTone>> = {
  queued: "waiting",
  running: "strong",
  paused: "waiting",
  done: "neutral",
  cancelled: "neutral",
  failed: "strong",
};

/** A run's state in one word; neutral, since hue belongs to verdicts. */
export function RunStatusPill({ status }: { readonly status: RunStatus }) {
  const t = useTranslations("runs.status");
  return (
    <Pill tone={tones[status]}>
      {status === "running" ? <span className="live-dot size-1.5! shadow-none!" /> : null}
      {status === "failed" ? <TriangleAlert aria-hidden /> : null}
      {t(status)}
    </Pill>
  );
}

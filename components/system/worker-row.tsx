import { Cpu } from "lucide-react";
import { useTranslations } from "next-intl";
import { Count } from "#components/ui/number-link.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { ServiceRow } from "./service-row.tsx";

interface WorkerRowProps {
  readonly seenAt: Date | null;
  readonly inFlight: number;
  readonly isSilent: boolean;
  readonly silenceSeconds: number;
}

export function WorkerRow({ seenAt, inFlight, isSilent, silenceSeconds }: WorkerRowProps) {
  const t = useTranslations("system.worker");
  const state = seenAt === null ? "starting" : isSilent ? "attention" : "ready";
  return (
    <ServiceRow
      icon={Cpu}
      name={t("name")}
      what={t("what")}
      state={state}
      stateLabel={t(state)}
      {...(isSilent ? { message: t("silent", { n: silenceSeconds }), fix: t("silentFix") } : {})}
      facts={[
        [t("seen"), seenAt === null ? "–" : <TimeAgo key="seen" at={seenAt} />],
        [t("inFlight"), <Count key="inFlight" value={inFlight} />],
      ]}
    />
  );
}

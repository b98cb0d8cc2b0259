import { ListOrdered } from "lucide-react";
import { useTranslations } from "next-intl";
import { Count } from "#components/ui/number-link.tsx";
import { ServiceRow } from "./service-row.tsx";

interface QueueRowProps {
  readonly jobs: {
    readonly waiting: number;
    readonly active: number;
    readonly failed: number;
  } | null;
  readonly units: { readonly waiting: number; readonly leased: number; readonly attention: number };
}

/** The queue carries coarse jobs; the ledger of units is the truth about the work. */
export function QueueRow({ jobs, units }: QueueRowProps) {
  const t = useTranslations("system.queue");
  return (
    <ServiceRow
      icon={ListOrdered}
      name={t("name")}
      what={t("what")}
      state={jobs === null ? "starting" : "ready"}
      stateLabel={jobs === null ? t("missing") : t("ready")}
      facts={[
        [t("jobs"), jobs === null ? "–" : t("jobCounts", jobs)],
        [t("waiting"), <Count key="waiting" value={units.waiting} />],
        [t("leased"), <Count key="leased" value={units.leased} />],
        [t("attention"), <Count key="attention" value={units.attention} />],
      ]}
    />
  );
}

import { HardDrive } from "lucide-react";
import { useTranslations } from "next-intl";
import { Bytes } from "#components/ui/bytes.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { ServiceRow } from "./service-row.tsx";

/** Below this the Studio refuses to write exports and uploads. */
const tightBytes = 1_000_000_000;

interface DiskRowProps {
  readonly folder: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export function DiskRow({ folder, freeBytes, totalBytes }: DiskRowProps) {
  const t = useTranslations("system.disk");
  const isTight = freeBytes < tightBytes;
  return (
    <ServiceRow
      icon={HardDrive}
      name={t("name")}
      what={t("what")}
      state={isTight ? "attention" : "ready"}
      stateLabel={isTight ? t("tight") : t("ready")}
      message={
        <Progress
          className="mt-1.5 max-w-80"
          value={totalBytes - freeBytes}
          max={totalBytes}
          label={t("used")}
        />
      }
      {...(isTight ? { fix: t("tightFix", { folder }) } : {})}
      facts={[
        [t("free"), <Bytes key="free" value={freeBytes} />],
        [t("total"), <Bytes key="total" value={totalBytes} />],
        [t("folder"), <code key="folder">{folder}</code>],
        [t("logs"), <code key="logs">{`${folder}/logs`}</code>],
      ]}
    />
  );
}

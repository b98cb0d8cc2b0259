import { Database } from "lucide-react";
import { useTranslations } from "next-intl";
import { Bytes } from "#components/ui/bytes.tsx";
import { ServiceRow } from "./service-row.tsx";

interface DatabaseRowProps {
  readonly version: string;
  readonly bytes: number;
  readonly migration: string;
}

export function DatabaseRow({ version, bytes, migration }: DatabaseRowProps) {
  const t = useTranslations("system.database");
  return (
    <ServiceRow
      icon={Database}
      name={t("name")}
      what={t("what")}
      state="ready"
      stateLabel={t("ready")}
      facts={[
        [t("version"), version],
        [t("size"), <Bytes key="size" value={bytes} />],
        [t("migration"), migration],
      ]}
    />
  );
}

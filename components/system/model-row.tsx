import { Bot } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { ServiceRow } from "./service-row.tsx";

interface ModelFact {
  readonly state: "starting" | "ready" | "unavailable";
  readonly baseUrl: string;
  readonly model: string;
  readonly message: string;
  readonly tokensPerSecond?: number | undefined;
}

export function ModelRow({ fact }: { readonly fact: ModelFact | null }) {
  const t = useTranslations("system.model");
  const format = useFormatter();
  const name = fact?.state ?? "starting";
  const speed = fact?.tokensPerSecond;
  return (
    <ServiceRow
      icon={Bot}
      name={t("name")}
      what={t("what")}
      state={name === "unavailable" ? "attention" : name}
      stateLabel={t(name)}
      message={fact?.message}
      facts={[
        [t("model"), fact?.model || "–"],
        [t("address"), fact?.baseUrl || "–"],
        [
          t("speed"),
          speed === undefined
            ? "–"
            : t("tokensPerSecond", { n: format.number(speed, { maximumFractionDigits: 0 }) }),
        ],
      ]}
    />
  );
}

import { Box } from "lucide-react";
import { useTranslations } from "next-intl";
import { ServiceRow } from "./service-row.tsx";

interface SandboxFact {
  readonly state: "probing" | "ready" | "off";
  readonly tier: string;
  readonly message: string;
  readonly fix: string;
}

const states = { probing: "starting", ready: "ready", off: "attention" } as const;

/** Fails closed: off means that no tool run happens, and the fix is shown. */
export function SandboxRow({ fact }: { readonly fact: SandboxFact | null }) {
  const t = useTranslations("system.sandbox");
  const name = fact?.state ?? "probing";
  return (
    <ServiceRow
      icon={Box}
      name={t("name")}
      what={t("what")}
      state={states[name]}
      stateLabel={t(name)}
      message={fact?.message}
      {...(fact?.fix ? { fix: fact.fix } : {})}
      facts={[[t("tier"), fact?.tier || "–"]]}
    />
  );
}

import { useTranslations } from "next-intl";

/** Who did something, in the words of whoever looks: the person here is `you`, a worker is `the Studio`. */
export function useActorName(): (actorId: string) => string {
  const t = useTranslations("common.actor");
  const names: Readonly<Record<string, string>> = { local: t("local"), system: t("system") };
  return (actorId) => names[actorId] ?? actorId;
}

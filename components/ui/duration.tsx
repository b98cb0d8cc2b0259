import { useTranslations } from "next-intl";

/** `28 s`, `4 min`, `1 h 18 min`, `2 d 3 h`: two units at most. */
export function Duration({ seconds }: { readonly seconds: number }) {
  const t = useTranslations("common.duration");
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return <>{t("s", { n: whole })}</>;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return <>{t("min", { n: minutes })}</>;
  if (minutes < 48 * 60)
    return <>{t("hmin", { h: Math.floor(minutes / 60), min: minutes % 60 })}</>;
  const hours = Math.round(minutes / 60);
  return <>{t("dh", { d: Math.floor(hours / 24), h: hours % 24 })}</>;
}

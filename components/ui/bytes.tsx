import { useFormatter } from "next-intl";

const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** `98.1 MB`: decimal units, three digits. */
export function Bytes({ value }: { readonly value: number }) {
  const format = useFormatter();
  const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const scaled = value / 1000 ** step;
  const digits = step === 0 || scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2;
  return (
    <>{`${format.number(scaled, { maximumFractionDigits: digits, minimumFractionDigits: digits })} ${units[step]}`}</>
  );
}

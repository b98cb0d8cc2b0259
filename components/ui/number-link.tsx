import clsx from "clsx";
import { useFormatter } from "next-intl";
import { Link } from "#components/ui/link.tsx";

interface NumberLinkProps {
  readonly value: number;
  /** The rows that the number counts. */
  readonly href: string;
  /** Small numbers in text carry a hairline, large ones underline on hover. */
  readonly underlined?: boolean;
  /** Counts stop here: 10,001 reads `10,000+`. */
  readonly cap?: number;
  readonly label?: string;
  readonly className?: string;
}

/** Every number that counts rows is a link to those rows. */
export function NumberLink({
  value,
  href,
  underlined = false,
  cap,
  label,
  className,
}: NumberLinkProps) {
  return (
    <Link
      href={href}
      aria-label={label}
      className={clsx(
        underlined ? "link" : "decoration-line-strong underline-offset-2 hover:underline",
        className,
      )}
    >
      <Count value={value} {...(cap === undefined ? {} : { cap })} />
    </Link>
  );
}

/** A number with thousands separators; never for answers, they keep their exact text. */
export function Count({ value, cap }: { readonly value: number; readonly cap?: number }) {
  const format = useFormatter();
  if (cap !== undefined && value > cap) return <>{`${format.number(cap)}+`}</>;
  return <>{format.number(value)}</>;
}

/** A share in [0, 1] as `57.0 %`. */
export function Share({ value }: { readonly value: number }) {
  const format = useFormatter();
  return (
    <>{`${format.number(value * 100, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`}</>
  );
}

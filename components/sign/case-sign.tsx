import clsx from "clsx";
import { useTranslations } from "next-intl";

/** Two cells, 0 hollow, 1 filled; monochrome on purpose. `value` as in the URL: `0,1`. */
export function CaseSign({
  value,
  className,
}: {
  readonly value: string;
  readonly className?: string;
}) {
  const t = useTranslations("sign");
  const label = t("case", { value });
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={clsx(
        "case-sign inline-flex flex-none overflow-hidden rounded-sm align-[-3px] font-mono text-[11px] leading-none tracking-normal shadow-[inset_0_0_0_1px_var(--ink-3)]",
        className,
      )}
    >
      {value.split(",").map((grade, at) => (
        <b
          // biome-ignore lint/suspicious/noArrayIndexKey: first and second grade, fixed
          key={at}
          className={clsx(
            "grid h-[17px] w-[15px] place-items-center font-semibold",
            grade === "1" ? "bg-ink-2 text-surface" : "text-ink-2",
          )}
        >
          {grade}
        </b>
      ))}
    </span>
  );
}

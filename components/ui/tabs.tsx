import clsx from "clsx";
import { useFormatter } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "#components/ui/link.tsx";

export interface TabItem {
  readonly href: string;
  readonly label: ReactNode;
  readonly count?: number;
  readonly active: boolean;
}

/** Tabs with counts: each is a filter with its own URL. */
export function Tabs({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly TabItem[];
}) {
  const format = useFormatter();
  return (
    <nav aria-label={label} className="flex gap-0.5">
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.active ? "page" : undefined}
          className={clsx(
            "flex h-7 items-center gap-1.5 whitespace-nowrap rounded-md px-[9px]",
            item.active
              ? "bg-selected font-medium text-ink"
              : "text-ink-2 hover:bg-hover hover:text-ink",
          )}
        >
          {item.label}
          {item.count === undefined ? null : (
            <span className="text-xs text-ink-3">{format.number(item.count)}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}

import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

interface SectionProps extends Omit<ComponentProps<"section">, "title"> {
  title?: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
}

/** A block of a side column: panels meet with 1 px lines. */
export function Section({ title, meta, actions, className, children, ...rest }: SectionProps) {
  return (
    <section
      className={clsx("border-b border-line px-4 py-3 last:border-b-0", className)}
      {...rest}
    >
      {title === undefined ? null : (
        <h2 className="mb-2 flex items-center gap-1.5 text-sm font-semibold">
          {title}
          {meta === undefined ? null : (
            <span className="text-xs font-normal text-ink-3">{meta}</span>
          )}
          {actions === undefined ? null : <span className="ml-auto font-normal">{actions}</span>}
        </h2>
      )}
      {children}
    </section>
  );
}

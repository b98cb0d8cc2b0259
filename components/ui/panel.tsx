import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

interface PanelProps {
  readonly title?: ReactNode;
  readonly meta?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A bordered block with a 34 px head: for things that stand beside other things, not for every section. */
export function Panel({ title, meta, actions, children, className }: PanelProps) {
  return (
    <section className={clsx("min-w-0 rounded-lg border border-line bg-surface", className)}>
      {title === undefined ? null : (
        <header className="flex h-[34px] items-center gap-2 border-b border-line px-3 font-strong whitespace-nowrap">
          <h2>{title}</h2>
          {meta === undefined ? null : (
            <span className="truncate text-xs font-normal text-ink-3">{meta}</span>
          )}
          {actions === undefined ? null : (
            <span className="ml-auto flex items-center gap-1.5">{actions}</span>
          )}
        </header>
      )}
      {children}
    </section>
  );
}

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

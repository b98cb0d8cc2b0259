import type { ReactNode } from "react";

interface PageHeadProps {
  readonly title: ReactNode;
  readonly meta?: ReactNode;
  /** Tabs or a segmented control, beside the title. */
  readonly children?: ReactNode;
  /** At the right; at most one primary button a page. */
  readonly actions?: ReactNode;
}

/** The 48 px head of a page. */
export function PageHead({ title, meta, children, actions }: PageHeadProps) {
  return (
    <div className="flex h-12 flex-none items-center gap-2.5 border-b border-line px-5 whitespace-nowrap">
      <h1 className="text-xl font-semibold tracking-[-0.018em]">{title}</h1>
      {meta === undefined ? null : <div className="min-w-0 truncate text-ink-3">{meta}</div>}
      {children}
      {actions === undefined ? null : (
        <div className="ml-auto flex flex-none items-center gap-1.5">{actions}</div>
      )}
    </div>
  );
}

import type { ReactNode } from "react";

interface EmptyStateProps {
  /** One line: what this is. */
  readonly title: ReactNode;
  /** One line: what to do next. */
  readonly hint: ReactNode;
  /** The button that does it. */
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
}

export function EmptyState({ title, hint, action, icon }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-1 px-5 py-14 text-center">
      {icon ? <span className="mb-2 text-ink-4 [&_svg.lucide]:size-5">{icon}</span> : null}
      <p className="text-lg font-semibold">{title}</p>
      <p className="text-ink-2">{hint}</p>
      {action ? <div className="mt-3 flex items-center gap-2">{action}</div> : null}
    </div>
  );
}

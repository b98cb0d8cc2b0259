import clsx from "clsx";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

interface ErrorBoxProps {
  readonly title: ReactNode;
  /** The value, what was allowed, the next step. */
  readonly children?: ReactNode;
  /** A retry button or a link. */
  readonly action?: ReactNode;
  /** Something to copy into a report. */
  readonly id?: string;
  readonly className?: string;
}

/** An error in place: ink triangle, no hue. */
export function ErrorBox({ title, children, action, id, className }: ErrorBoxProps) {
  return (
    <div
      role="alert"
      className={clsx(
        "flex items-start gap-2.5 rounded-md border border-line-strong bg-sunken px-3 py-2",
        className,
      )}
    >
      <TriangleAlert className="mt-[3px]" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="font-strong break-words">{title}</p>
        {children ? <div className="mt-0.5 text-sm break-words text-ink-2">{children}</div> : null}
        {id ? <p className="mt-1 font-mono text-xs text-ink-3 select-all">{id}</p> : null}
      </div>
      {action}
    </div>
  );
}

import type { ReactNode } from "react";

interface FieldProps {
  /** The control's id; the hint gets `${id}-hint` and the error `${id}-error` for `aria-describedby`. */
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly optional?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** Label above, control, one line of hint or error below. */
export function Field({ id, label, hint, error, optional, children, className }: FieldProps) {
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 flex items-baseline gap-1.5 text-sm font-medium">
        {label}
        {optional === undefined ? null : (
          <span className="text-xs font-normal text-ink-3">{optional}</span>
        )}
      </label>
      {children}
      {error ? (
        <p id={`${id}-error`} role="alert" className="mt-1 text-xs text-rejected-ink">
          {error}
        </p>
      ) : null}
      {hint !== undefined && !error ? (
        <p id={`${id}-hint`} className="mt-1 text-xs text-ink-3">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

import clsx from "clsx";
import type { ComponentProps } from "react";

const control =
  "w-full rounded-md border border-line-strong bg-surface px-[9px] text-sm text-ink transition-colors hover:border-ink-4 focus-visible:outline-offset-0 disabled:border-dashed disabled:text-ink-3 aria-invalid:border-rejected";

interface InputProps extends ComponentProps<"input"> {
  mono?: boolean;
}

export function Input({ mono = false, className, ...rest }: InputProps) {
  return <input className={clsx(control, "h-[30px]", mono && "font-mono", className)} {...rest} />;
}

interface TextareaProps extends ComponentProps<"textarea"> {
  mono?: boolean;
}

export function Textarea({ mono = false, className, ...rest }: TextareaProps) {
  return (
    <textarea
      className={clsx(control, "py-1.5 leading-read", mono && "font-mono", className)}
      {...rest}
    />
  );
}

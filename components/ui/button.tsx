import clsx from "clsx";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";

export type ButtonVariant = "outline" | "primary" | "quiet" | "danger";

const base =
  "inline-flex flex-none items-center justify-center rounded-md border font-medium leading-none whitespace-nowrap select-none transition-colors disabled:cursor-default disabled:border-dashed disabled:text-ink-3 disabled:shadow-none aria-disabled:border-dashed aria-disabled:text-ink-3 aria-disabled:shadow-none";

const variants: Readonly<Record<ButtonVariant, string>> = {
  outline:
    "[&_svg.lucide]:text-ink-3 border-line-strong bg-surface text-ink shadow-1 hover:bg-hover data-[state=open]:bg-hover",
  primary:
    "border-primary bg-primary text-primary-on hover:opacity-90 [&_kbd]:border-current/40 [&_kbd]:bg-transparent [&_kbd]:text-current disabled:bg-transparent disabled:border-line-strong",
  quiet:
    "[&_svg.lucide]:text-ink-3 border-transparent text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover",
  danger: "border-rejected-line bg-surface text-rejected-ink hover:bg-rejected-wash",
};

const sizes = {
  md: { text: "h-7 gap-1.5 px-2.5 text-sm", icon: "size-7" },
  sm: { text: "h-6 gap-[5px] px-2 text-xs", icon: "size-6" },
} as const;

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: keyof typeof sizes;
  /** Only an icon inside: give `aria-label` too. */
  iconOnly?: boolean;
  /** Style the single child (a link) as a button. */
  asChild?: boolean;
  /** The action is under way: disabled, announced, text stays. */
  pending?: boolean;
}

export function Button({
  variant = "outline",
  size = "md",
  iconOnly = false,
  asChild = false,
  pending = false,
  className,
  disabled,
  type,
  ...rest
}: ButtonProps) {
  const look = clsx(
    base,
    variants[variant],
    iconOnly ? sizes[size].icon : sizes[size].text,
    className,
  );
  if (asChild) return <Slot.Root className={look} {...rest} />;
  return (
    <button
      type={type ?? "button"}
      className={clsx(look, pending && "cursor-progress opacity-60")}
      disabled={disabled === true || pending}
      aria-busy={pending || undefined}
      {...rest}
    />
  );
}

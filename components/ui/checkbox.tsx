"use client";

import clsx from "clsx";
import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import type { ReactNode } from "react";

interface CheckboxProps {
  readonly id?: string;
  readonly name?: string;
  readonly checked?: boolean | "indeterminate";
  readonly defaultChecked?: boolean;
  readonly disabled?: boolean;
  readonly onChange?: (checked: boolean) => void;
  /** Text beside the box; without it give `label`. */
  readonly children?: ReactNode;
  readonly label?: string;
  readonly className?: string;
}

export function Checkbox({ children, label, onChange, className, ...root }: CheckboxProps) {
  const box = (
    <Radix.Root
      {...root}
      aria-label={label}
      {...(onChange ? { onCheckedChange: (state) => onChange(state === true) } : {})}
      className="group inline-grid size-3.5 flex-none place-items-center rounded-[3.5px] border-[1.5px] border-ink-4 bg-surface data-[state=checked]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:border-primary data-[state=indeterminate]:bg-primary"
    >
      <Radix.Indicator className="text-primary-on">
        <Check className="size-2.5 stroke-[3.4] group-data-[state=indeterminate]:hidden" />
        <Minus className="hidden size-2.5 stroke-[3.4] group-data-[state=indeterminate]:block" />
      </Radix.Indicator>
    </Radix.Root>
  );
  if (children === undefined) return box;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Radix renders the control (a button) inside
    <label className={clsx("flex cursor-pointer items-center gap-2 text-sm", className)}>
      {box}
      <span>{children}</span>
    </label>
  );
}

"use client";

import clsx from "clsx";
import { Check, ChevronsUpDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useNonce } from "./nonce.tsx";

export interface SelectOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
}

interface SelectProps {
  readonly id?: string;
  readonly name?: string;
  readonly label?: string;
  readonly options: readonly SelectOption[];
  readonly value?: string;
  readonly defaultValue?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly onChange?: (value: string) => void;
  readonly className?: string;
}

/** One of many. With `name` it takes part in a form. A value must not be the empty string. */
export function Select(props: SelectProps) {
  const { id, label, options, placeholder, onChange, className, ...root } = props;
  const nonce = useNonce();
  return (
    <Radix.Root {...root} {...(onChange ? { onValueChange: onChange } : {})}>
      <Radix.Trigger
        id={id}
        aria-label={label}
        className={clsx(
          "flex h-[30px] w-full items-center gap-2 rounded-md border border-line-strong bg-surface pr-1.5 pl-[9px] text-left text-sm text-ink hover:border-ink-4 disabled:border-dashed disabled:text-ink-3 data-[placeholder]:text-ink-3",
          className,
        )}
      >
        <span className="min-w-0 flex-1 truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon>
          <ChevronsUpDown className="size-3 text-ink-3" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-80 min-w-(--radix-select-trigger-width) overflow-hidden rounded-lg bg-raised shadow-2"
        >
          <Radix.Viewport className="p-1" {...(nonce ? { nonce } : {})}>
            {options.map((option) => (
              <Option key={option.value} option={option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Option({ option }: { readonly option: SelectOption }) {
  return (
    <Radix.Item
      value={option.value}
      disabled={option.disabled ?? false}
      className="flex min-h-7 cursor-default items-center gap-2 rounded-md py-1 pr-2 pl-6 text-sm outline-none data-[disabled]:text-ink-3 data-[highlighted]:bg-selected"
    >
      <Radix.ItemIndicator className="-ml-4 inline-flex w-4">
        <Check className="size-3" />
      </Radix.ItemIndicator>
      <Radix.ItemText>{option.label}</Radix.ItemText>
      {option.hint === undefined ? null : (
        <span className="ml-auto pl-3 text-xs text-ink-3">{option.hint}</span>
      )}
    </Radix.Item>
  );
}

import clsx from "clsx";
import type { ReactNode } from "react";
import { Link } from "#components/ui/link.tsx";
import { Kbd } from "./kbd.tsx";

export interface SegmentedItem<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  /** With `href` the segment is a link (a view has a URL); without, `onChange` is called. */
  readonly href?: string;
  readonly kbd?: string;
  readonly title?: string;
}

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly items: readonly SegmentedItem<Value>[];
  readonly value: Value;
  readonly onChange?: (value: Value) => void;
}

const segment =
  "inline-flex h-6 items-center gap-1.5 whitespace-nowrap rounded-[5px] px-[9px] text-sm text-ink-2 hover:text-ink";
const on =
  "bg-[light-dark(var(--surface),var(--selected))] font-medium text-ink shadow-[0_0_0_1px_var(--line-strong)]";

/** One of a few views of the same thing. */
export function Segmented<Value extends string>({
  label,
  items,
  value,
  onChange,
}: SegmentedProps<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border box and a legend that this control has not
    <div
      role="group"
      aria-label={label}
      className="inline-flex gap-px rounded-md bg-sunken p-0.5 shadow-[inset_0_0_0_1px_var(--line)]"
    >
      {items.map((item) => (
        <Segment
          key={item.value}
          item={item}
          active={item.value === value}
          {...(onChange ? { onChange } : {})}
        />
      ))}
    </div>
  );
}

interface SegmentProps<Value extends string> {
  readonly item: SegmentedItem<Value>;
  readonly active: boolean;
  readonly onChange?: (value: Value) => void;
}

function Segment<Value extends string>({ item, active, onChange }: SegmentProps<Value>) {
  const look = clsx(segment, active && on);
  const inside = (
    <>
      {item.label}
      {item.kbd ? <Kbd>{item.kbd}</Kbd> : null}
    </>
  );
  if (item.href !== undefined) {
    return (
      <Link
        href={item.href}
        scroll={false}
        className={look}
        title={item.title}
        aria-current={active ? "page" : undefined}
      >
        {inside}
      </Link>
    );
  }
  return (
    <button
      type="button"
      className={look}
      title={item.title}
      aria-pressed={active}
      onClick={() => onChange?.(item.value)}
    >
      {inside}
    </button>
  );
}

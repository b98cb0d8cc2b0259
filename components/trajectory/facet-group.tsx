"use client";

import clsx from "clsx";
import { Check, ChevronDown, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Count } from "#components/ui/number-link.tsx";

export interface FacetItem {
  readonly value: string;
  readonly label: ReactNode;
  /** null: not counted. */
  readonly count: number | null;
  readonly isOn: boolean;
}

interface FacetGroupProps {
  readonly name: string;
  readonly title: string;
  readonly items: readonly FacetItem[];
  readonly isFolded: boolean;
  readonly onToggle: (value: string) => void;
}

const capped = 10_000;
const shownAtFirst = 6;

/** One facet: its values with counts, foldable; long ones show their first six. */
export function FacetGroup({ name, title, items, isFolded, onToggle }: FacetGroupProps) {
  const t = useTranslations("trajectories.facet");
  const [isOpen, setOpen] = useState(!isFolded);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? items : items.filter((item, index) => index < shownAtFirst || item.isOn);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <section className="pt-[5px] pb-1" data-facet={name}>
      <h2>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="flex h-5 w-full items-center justify-between rounded-sm px-1.5 text-xs font-medium text-ink-3 hover:text-ink"
        >
          {title}
          <span className="flex items-center gap-1.5 font-normal">
            {isOpen ? null : t("any")}
            <Chevron aria-hidden className="size-3" />
          </span>
        </button>
      </h2>
      {isOpen ? (
        <ul>
          {shown.map((item) => (
            <li key={item.value}>
              <FacetRow item={item} onToggle={() => onToggle(item.value)} />
            </li>
          ))}
        </ul>
      ) : null}
      {isOpen && shown.length < items.length ? (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="rounded-sm pr-1.5 pl-[27px] text-xs text-ink-3 hover:text-ink"
        >
          {t("more", { count: items.length - shown.length })}
        </button>
      ) : null}
    </section>
  );
}

function FacetRow({ item, onToggle }: { readonly item: FacetItem; readonly onToggle: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={item.isOn}
      onClick={onToggle}
      className={clsx(
        "flex h-[23px] w-full items-center gap-[7px] rounded-sm px-1.5 text-sm whitespace-nowrap hover:bg-hover",
        item.isOn ? "font-medium text-ink" : "text-ink-2",
      )}
    >
      <span
        aria-hidden
        className={clsx(
          "inline-grid size-3.5 flex-none place-items-center rounded-[3.5px] border-[1.5px]",
          item.isOn ? "border-primary bg-primary text-primary-on" : "border-ink-4 bg-surface",
        )}
      >
        {item.isOn ? <Check className="size-2.5 stroke-[3.2]" /> : null}
      </span>
      <span className="flex min-w-0 items-center gap-1.5">{item.label}</span>
      <span className={clsx("ml-auto pl-1 text-xs", item.isOn ? "text-ink" : "text-ink-3")}>
        {item.count === null ? null : <Count value={item.count} cap={capped} />}
      </span>
    </button>
  );
}

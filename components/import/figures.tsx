import type { ReactNode } from "react";
import { Count } from "#components/ui/number-link.tsx";

export interface Figure {
  readonly label: string;
  readonly value: number;
  readonly sign?: ReactNode;
}

/** A row of counts with their words beneath. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 px-5 py-4">
      {figures.map((figure) => (
        <div key={figure.label} className="flex flex-col-reverse">
          <dt className="flex items-center gap-1.5 text-xs text-ink-3">
            {figure.sign}
            {figure.label}
          </dt>
          <dd className="text-xl font-semibold tabular-nums">
            <Count value={figure.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

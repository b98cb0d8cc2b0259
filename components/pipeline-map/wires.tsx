import clsx from "clsx";

const head =
  "after:absolute after:size-[5px] after:border-ink-4 after:border-t-[1.2px] after:border-r-[1.2px] after:content-['']";

/** From one node to the next. */
export function Wire({ className }: { readonly className?: string }) {
  return (
    <i
      aria-hidden
      className={clsx(
        "relative h-px w-[22px] flex-none self-center bg-line-strong after:-top-[2px] after:right-px after:rotate-45",
        head,
        className,
      )}
    />
  );
}

/** The two directions between first and second: each lane has the hue of who goes first. */
export function DirectionWires() {
  return (
    <i aria-hidden className="relative mt-6 h-6 w-[22px] flex-none self-center">
      <Lane className="top-0 bg-strategy-1 after:border-strategy-1" />
      <Lane className="bottom-0 bg-strategy-2 after:border-strategy-2" />
    </i>
  );
}

function Lane({ className }: { readonly className: string }) {
  return (
    <i
      className={clsx(
        "absolute inset-x-0 h-0.5 after:absolute after:-top-[1.6px] after:right-px after:size-[5px] after:rotate-45 after:border-t-[1.4px] after:border-r-[1.4px] after:content-['']",
        className,
      )}
    />
  );
}

/** From the end of one row to the start of the next: 1 px, elbowed, arrow at the end. Distances are CSS lengths. */
export function Elbow({ from, to }: { readonly from: string; readonly to: string }) {
  return (
    <div aria-hidden className="relative h-5">
      <i
        className="absolute top-0 h-2.5 rounded-br-[6px] border-r border-b border-line-strong"
        style={{ left: `calc(${to} + 5px)`, right: from }}
      />
      <i
        className="absolute top-[9px] h-2.5 w-2 rounded-tl-[6px] border-t border-l border-line-strong after:absolute after:bottom-px after:-left-[3px] after:size-[5px] after:rotate-45 after:border-r-[1.2px] after:border-b-[1.2px] after:border-ink-4 after:content-['']"
        style={{ left: to }}
      />
    </div>
  );
}

export function Down() {
  return <i aria-hidden className="mx-auto block h-3 w-px bg-line-strong" />;
}

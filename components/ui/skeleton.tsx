import clsx from "clsx";

/** Grey lines of the real row height, on first paint only. */
export function SkeletonRows({
  rows,
  rowHeight = 30,
  label,
}: {
  readonly rows: number;
  readonly rowHeight?: number;
  readonly label: string;
}) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders
          key={at}
          className="flex items-center gap-6 border-b border-line px-5"
          style={{ height: rowHeight }}
        >
          <Skeleton className="w-10" />
          <Skeleton className={at % 3 === 0 ? "w-72" : "w-56"} />
          <Skeleton className="ml-auto w-24" />
        </div>
      ))}
    </div>
  );
}

export function Skeleton({ className }: { readonly className?: string }) {
  return <span className={clsx("block h-2.5 rounded-sm bg-selected", className)} />;
}

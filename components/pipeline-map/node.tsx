import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "#components/ui/link.tsx";

interface NodeProps {
  readonly icon: LucideIcon;
  readonly title: ReactNode;
  readonly href: string;
  readonly meta?: ReactNode;
  readonly right?: ReactNode;
  /** Work is under way in it: dark edge and a breathing dot. */
  readonly isRunning?: boolean;
  /** Nothing is in it yet. */
  readonly isWaiting?: boolean;
  /** One of the two things that carry the page. */
  readonly isStrong?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A box of the map: where rows are. Only such things are cards. */
export function Node(props: NodeProps) {
  const {
    icon: Icon,
    title,
    href,
    meta,
    right,
    isRunning = false,
    isWaiting = false,
    isStrong = false,
  } = props;
  const edge = isRunning ? "border-ink-3" : isStrong ? "border-line-strong" : "border-line";
  return (
    <section
      className={clsx(
        "min-w-0 flex-1 rounded-lg border bg-surface pb-1.5 transition-colors",
        edge,
        isWaiting && !isRunning && "border-dashed",
        props.className,
      )}
    >
      <header className="flex h-[30px] items-center gap-1.5 pr-2.5 pl-2.5 whitespace-nowrap">
        {isRunning ? (
          <span className="live-dot mx-[3.5px]" />
        ) : (
          <Icon className="text-ink-3" aria-hidden />
        )}
        <h3 className="min-w-0 truncate font-strong">
          <Link href={href} className="hover:underline">
            {title}
          </Link>
        </h3>
        {meta === undefined ? null : <span className="truncate text-xs text-ink-3">{meta}</span>}
        {right === undefined ? null : (
          <span className="ml-auto flex flex-none items-center gap-1.5">{right}</span>
        )}
      </header>
      {props.children}
    </section>
  );
}

/** One 26 px line of a node: sign, number, what it is. */
export function NodeLine({
  children,
  right,
}: {
  readonly children: ReactNode;
  readonly right?: ReactNode;
}) {
  return (
    <div className="flex h-[26px] items-center gap-1.5 px-2.5 whitespace-nowrap">
      {children}
      {right === undefined ? null : (
        <span className="ml-auto min-w-0 truncate text-xs text-ink-3">{right}</span>
      )}
    </div>
  );
}

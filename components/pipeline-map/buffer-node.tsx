import { Database } from "lucide-react";
import { useTranslations } from "next-intl";
import { VerdictMark, type VerdictName } from "#components/sign/verdict-mark.tsx";
import { NumberLink } from "#components/ui/number-link.tsx";
import type { MapFigures } from "#lib/pipeline-map/schema.ts";
import { pairsHref } from "./links.ts";
import { VerdictBar } from "./matrix-cell.tsx";
import { Node } from "./node.tsx";

interface BufferNodeProps {
  readonly projectId: number;
  readonly entries: MapFigures["entries"];
}

const order = [
  "accepted",
  "pending",
  "rejected",
  "needs-edit",
] as const satisfies readonly VerdictName[];

/** T1: the entries by verdict. */
export function BufferNode({ projectId, entries }: BufferNodeProps) {
  const t = useTranslations("map.buffer");
  return (
    <Node
      icon={Database}
      title={t("title")}
      href={pairsHref(projectId)}
      meta={t("meta")}
      isWaiting={entries.total === 0}
      right={
        <NumberLink className="font-semibold" value={entries.total} href={pairsHref(projectId)} />
      }
      className="flex-none!"
    >
      <VerdictBar verdicts={entries.verdicts} className="mx-2.5 mt-0.5 mb-1.5 h-2" />
      <div className="grid grid-cols-2 px-2.5 pb-1 text-sm leading-[22px]">
        {order.map((verdict) => (
          <span key={verdict} className="flex items-center gap-[5px] whitespace-nowrap text-ink-2">
            <VerdictMark value={verdict} look="icon" />
            <NumberLink
              className="font-semibold text-ink"
              value={entries.verdicts[verdict]}
              href={pairsHref(projectId, { verdict })}
            />
            {t(verdict)}
          </span>
        ))}
      </div>
    </Node>
  );
}

import { Check, FileDown, Package } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import { Count, NumberLink } from "#components/ui/number-link.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DatasetFigures, MapFigures } from "#lib/pipeline-map/schema.ts";
import { Node } from "./node.tsx";
import { Wire } from "./wires.tsx";

interface DatasetFlowProps {
  readonly projectId: number;
  readonly map: Pick<MapFigures, "dataset" | "datasets">;
}

/** The newest dataset and the files written from it. Training takes it from here. */
export function DatasetFlow({ projectId, map }: DatasetFlowProps) {
  const t = useTranslations("map.dataset");
  const list = `/projects/${projectId}/datasets`;
  const href = map.dataset ? `${list}/${map.dataset.id}` : list;
  return (
    <div className="flex items-stretch">
      <DatasetNode map={map} href={href} list={list} />
      <Wire />
      <Node
        icon={FileDown}
        title={t("exports")}
        href={href}
        isWaiting={!map.dataset || map.dataset.exports.length === 0}
      >
        {map.dataset && map.dataset.exports.length > 0 ? (
          <Files exports={map.dataset.exports} />
        ) : (
          <p className="px-2.5 text-xs leading-5 text-ink-3">
            {map.dataset ? t("noExports") : t("waitsForDataset")}
          </p>
        )}
      </Node>
    </div>
  );
}

interface DatasetNodeProps extends Pick<DatasetFlowProps, "map"> {
  readonly href: string;
  readonly list: string;
}

function DatasetNode({ map: { dataset, datasets }, href, list }: DatasetNodeProps) {
  const t = useTranslations("map.dataset");
  if (!dataset) {
    return (
      <Node icon={Package} title={t("title")} href={list} isWaiting>
        <p className="px-2.5 text-xs leading-5 text-ink-3">{t("none")}</p>
      </Node>
    );
  }
  return (
    <Node
      icon={Package}
      title={
        <>
          {t("title")} <Tag mono>{dataset.name}</Tag>
        </>
      }
      href={href}
      right={
        <>
          {datasets > 1 ? (
            <Link href={list} className="link text-xs text-ink-3">
              {t("all", { n: datasets })}
            </Link>
          ) : null}
          <Check className="size-3 text-accepted-ink" aria-hidden />
        </>
      }
    >
      <p className="px-2.5 leading-5 whitespace-nowrap">
        <NumberLink className="font-semibold" value={dataset.rows} href={href} />{" "}
        <span className="text-ink-3">
          {t("frozen")} <TimeAgo at={dataset.createdAt} />
        </span>
      </p>
      <p className="truncate px-2.5 font-mono text-xs leading-5 text-ink-3">{`sha256 ${short(dataset.sha256)}`}</p>
    </Node>
  );
}

function short(sha256: string): string {
  return `${sha256.slice(0, 6)}…${sha256.slice(-4)}`;
}

function Files({ exports }: { readonly exports: DatasetFigures["exports"] }) {
  const t = useTranslations("map.dataset");
  const ready = exports.filter((file) => file.isReady);
  return (
    <>
      <p className="px-2.5 leading-5">
        <b className="font-semibold">
          <Count value={ready.length} />
        </b>{" "}
        <span className="text-ink-3">
          {ready.length === exports.length
            ? t("written")
            : t("writing", { n: exports.length - ready.length })}
        </span>
      </p>
      <p className="flex flex-wrap gap-1 px-2.5 pt-0.5">
        {ready.map((file) => (
          <Tag key={file.id} mono>{`${file.format}.${file.file}`}</Tag>
        ))}
      </p>
    </>
  );
}

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { BalanceTable } from "#components/balance/balance-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { FullTime } from "#components/ui/time-ago.tsx";
import type { DatasetDetails, DroppedPair, Manifest, RowPreview } from "#lib/dataset/schema.ts";
import type { ExportRow } from "#lib/export/schema.ts";
import type { DropCode } from "#lib/method/balance/schema.ts";
import type { StrategyFaces } from "../balance/strategy-face.ts";
import { ArchiveButton, type ArchiveDataset } from "./archive-button.tsx";
import { ChangeList } from "./change-list.tsx";
import { DropReport } from "./drop-report.tsx";
import { type ExportActions, ExportPanel } from "./export-panel.tsx";
import { ManifestFacts } from "./manifest-facts.tsx";
import { MaskedRow, MaskLegend } from "./masked-row.tsx";

/** The first rows, or why they cannot be shown. */
export interface FirstRows {
  readonly rows: readonly RowPreview[];
  readonly failure: string | null;
}

interface DatasetViewProps {
  readonly dataset: DatasetDetails;
  readonly title: string;
  readonly exports: readonly ExportRow[];
  readonly rows: FirstRows;
  readonly drops: {
    readonly open: DropCode | null;
    readonly pairs: readonly DroppedPair[];
    readonly next: number | null;
  };
  readonly actions: ExportActions & { readonly archive: ArchiveDataset };
}

/** One immutable version: what it is, what is in it, what is not and why, and its exports. */
export function DatasetView({ dataset, title, exports, rows, drops, actions }: DatasetViewProps) {
  const t = useTranslations("datasets");
  const { manifest, projectId } = dataset;
  const strategies = facesOf(manifest);
  const { cells } = manifest.counts;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead
        title={dataset.name}
        meta={
          <Link href={`/projects/${projectId}/datasets`} className="hover:underline">
            {title}
          </Link>
        }
        actions={
          <>
            <Button asChild variant="quiet">
              <a href={`/api/files/datasets/${dataset.id}`} download>
                <Download aria-hidden />
                {t("manifest.download")}
              </a>
            </Button>
            <ArchiveButton isArchived={dataset.archivedAt !== null} archive={actions.archive} />
          </>
        }
      >
        {dataset.archivedAt === null ? null : <Pill tone="neutral">{t("archived")}</Pill>}
      </PageHead>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_340px]">
        <div className="min-w-0 overflow-auto">
          <ManifestFacts manifest={manifest} createdAt={<FullTime at={dataset.createdAt} />} />
          <div className="border-t border-line">
            <BalanceTable
              projectId={projectId}
              strategies={strategies}
              rule={manifest.rule}
              preview={{ cells }}
              isFrozen
            />
          </div>
          <h2 id="drops" className="px-5 pt-5 pb-1 text-lg font-semibold">
            {t("drops.title")}
          </h2>
          <DropReport
            projectId={projectId}
            datasetId={dataset.id}
            drops={manifest.drops}
            {...drops}
          />
          <h2 className="px-5 pt-5 pb-1 text-lg font-semibold">{t("changes.title")}</h2>
          <div className="max-w-xl px-5 pb-2">
            <ChangeList strategies={strategies} changes={manifest.changes} />
          </div>
          <header className="flex items-center gap-4 px-5 pt-5 pb-2">
            <h2 className="text-lg font-semibold">{t("preview.title", { n: rows.rows.length })}</h2>
            <MaskLegend />
          </header>
          {rows.failure === null ? null : <ErrorBox title={rows.failure} className="mx-5 mb-4" />}
          {rows.rows.map((row) => (
            <MaskedRow key={row.position} projectId={projectId} strategies={strategies} row={row} />
          ))}
        </div>
        <aside className="overflow-auto border-l border-line" aria-label={t("export.title")}>
          <ExportPanel exports={exports} actions={actions} />
        </aside>
      </div>
    </div>
  );
}

/** Strategies as they were named when the version was frozen. */
function facesOf(manifest: Manifest): StrategyFaces {
  const face = (position: 1 | 2) => {
    const found = manifest.strategies.find((strategy) => strategy.position === position);
    return {
      position,
      name: found?.name ?? "",
      sign: found?.sign ?? "",
      subsetName: found?.subset ?? "",
    };
  };
  return [face(1), face(2)];
}

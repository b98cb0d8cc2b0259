import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { orNotFound } from "#app/(studio)/found.ts";
import { DatasetView, type FirstRows } from "#components/dataset/dataset-view.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { firstRows, getDataset, listDrops } from "#lib/dataset/queries.ts";
import { Conflict } from "#lib/errors.ts";
import { listExports } from "#lib/export/queries.ts";
import { localActor } from "#lib/member/actor.ts";
import { dropCodeSchema } from "#lib/method/balance/schema.ts";
import { projectIdOf } from "../../project-id.ts";
import { archiveDatasetAction, cancelExportAction, requestExportAction } from "../actions.ts";

interface DatasetPageProps {
  readonly params: Promise<{ projectId: string; datasetId: string }>;
  readonly searchParams: Promise<{ reason?: string | string[]; after?: string | string[] }>;
}

const dropsAPage = 50;
const afterSchema = z.coerce.number().int().min(0).catch(0);

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("datasets");
  return { title: t("title") };
}

export default async function DatasetPage({ params, searchParams }: DatasetPageProps) {
  const { projectId, datasetId } = await params;
  const dataset = await readDataset(
    projectIdOf({ projectId }),
    projectIdOf({ projectId: datasetId }),
  );
  const { reason, after } = await searchParams;
  const code = dropCodeSchema.safeParse(reason).data ?? null;
  const [t, exports, rows, drops] = await Promise.all([
    getTranslations("datasets"),
    listExports(localActor, dataset.id),
    readRows(dataset.id),
    code === null
      ? []
      : listDrops(localActor, {
          datasetId: dataset.id,
          code,
          after: afterSchema.parse(after),
          limit: dropsAPage,
        }),
  ]);
  return (
    <>
      <DatasetView
        dataset={dataset}
        title={t("title")}
        exports={exports}
        rows={rows}
        drops={{
          open: code,
          pairs: drops,
          next: drops.length < dropsAPage ? null : (drops.at(-1)?.pairId ?? null),
        }}
        actions={{
          request: requestExportAction.bind(null, dataset.id),
          cancel: cancelExportAction,
          archive: archiveDatasetAction.bind(null, dataset.id),
        }}
      />
      <LiveRefresh topics={["dataset", "run"]} />
    </>
  );
}

/** A row that no longer renders as it was frozen is news for this page, not its end. */
async function readRows(datasetId: number): Promise<FirstRows> {
  try {
    return {
      rows: await firstRows(localActor, datasetId, { rows: 5, characters: 600 }),
      failure: null,
    };
  } catch (thrown) {
    if (thrown instanceof Conflict) return { rows: [], failure: thrown.message };
    throw thrown;
  }
}

async function readDataset(projectId: number, datasetId: number) {
  const dataset = await orNotFound(getDataset(localActor, datasetId));
  return dataset.projectId === projectId ? dataset : notFound();
}

import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LiveRefresh } from "#components/shell/live.tsx";
import { RefreshEvery } from "#components/shell/refresh-every.tsx";
import { DatabaseRow } from "#components/system/database-row.tsx";
import { DiskRow } from "#components/system/disk-row.tsx";
import { ModelRow } from "#components/system/model-row.tsx";
import { QueueRow } from "#components/system/queue-row.tsx";
import { SandboxRow } from "#components/system/sandbox-row.tsx";
import { WorkerRow } from "#components/system/worker-row.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { localActor } from "#lib/member/actor.ts";
import { readDiskFacts, readJobLoad, readUnitLoad } from "#lib/system/load/queries.ts";
import { readDatabaseFacts, readSystemState } from "#lib/system/queries.ts";
import { workerSilenceMs } from "#lib/system/schema.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("system"))("title") };
}

export default async function SystemPage() {
  const [t, database, jobs, units, worker, model, sandbox, disk, web] = await Promise.all([
    getTranslations("system"),
    readDatabaseFacts(localActor),
    readJobLoad(localActor),
    readUnitLoad(localActor),
    readSystemState(localActor, "worker"),
    readSystemState(localActor, "model-server"),
    readSystemState(localActor, "sandbox"),
    readDiskFacts(localActor),
    readSystemState(localActor, "web"),
  ]);
  const isSilent = worker !== null && Date.now() - worker.updatedAt.getTime() > workerSilenceMs;
  return (
    <>
      <PageHead title={t("title")} meta={web?.value.url ?? t("meta")} />
      <LiveRefresh topics={["system"]} />
      <RefreshEvery seconds={10} />
      <DatabaseRow
        version={database.version}
        bytes={Number(database.bytes)}
        migration={database.migration}
      />
      <QueueRow jobs={jobs} units={units} />
      <WorkerRow
        seenAt={worker?.updatedAt ?? null}
        inFlight={worker?.value.inFlight ?? 0}
        isSilent={isSilent}
        silenceSeconds={workerSilenceMs / 1000}
      />
      <ModelRow fact={model ? withoutToken(model.value) : null} />
      <SandboxRow fact={sandbox?.value ?? null} />
      <DiskRow folder={disk.folder} freeBytes={disk.freeBytes} totalBytes={disk.totalBytes} />
    </>
  );
}

/** The token stays between the Studio's own processes. */
function withoutToken<Fact extends { readonly token: string }>({
  token: _token,
  ...rest
}: Fact): Omit<Fact, "token"> {
  return rest;
}

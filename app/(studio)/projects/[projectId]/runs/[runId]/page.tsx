import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { orNotFound } from "#app/(studio)/found.ts";
import { ImportReport } from "#components/run/import-report.tsx";
import { RunControls } from "#components/run/run-controls.tsx";
import { RunFailures } from "#components/run/run-failures.tsx";
import { Fact, Facts, TeachSettingsView } from "#components/run/run-settings.tsx";
import { RunStatusPill } from "#components/run/run-status.tsx";
import { RunSteps } from "#components/run/run-steps.tsx";
import { RunSummary } from "#components/run/run-summary.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Section } from "#components/ui/panel.tsx";
import { FullTime } from "#components/ui/time-ago.tsx";
import { localActor } from "#lib/member/actor.ts";
import { getProject } from "#lib/project/queries.ts";
import { countSteps, listPromptVersions, listRunMarks } from "#lib/run/detail/queries.ts";
import { listAttentionUnits, listRunFailures } from "#lib/run/failure/queries.ts";
import { getRun, type RunDetails } from "#lib/run/queries.ts";
import { teachSettingsSchema } from "#lib/run/schema.ts";
import { projectIdOf } from "../../project-id.ts";
import { runActions } from "../run-actions.ts";
import { badRowsOf, plainFactsOf } from "./other-settings.ts";

const pageSize = 100;
const searchSchema = z.object({
  code: z.string().optional().catch(undefined),
  after: z.coerce.number().int().positive().optional().catch(undefined),
});
const runIdSchema = z.coerce.number().int().positive().max(2_147_483_647);

interface RunPageProps {
  readonly params: Promise<{ projectId: string; runId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  const t = await getTranslations("runs");
  return { title: t("number", { id: (await params).runId }) };
}

export default async function RunPage({ params, searchParams }: RunPageProps) {
  const { runId, ...rest } = await params;
  const projectId = projectIdOf(rest);
  const run = await findRun(projectId, runId);
  const search = searchSchema.parse(await searchParams);
  const t = await getTranslations("runs");
  return (
    <div className="flex min-h-full flex-col">
      <PageHead
        title={
          <>
            {t(`kind.${run.kind}`)}{" "}
            <span className="font-mono text-lg font-normal text-ink-3">{run.id}</span>
          </>
        }
        meta={
          <Link href={`/projects/${projectId}/runs`} className="hover:underline">
            {t("inRuns")}
          </Link>
        }
        actions={<RunControls run={run} actions={runActions} size="md" />}
      >
        <RunStatusPill status={run.status} />
      </PageHead>
      <LiveRefresh topics={["run"]} id={run.id} />
      <div className="grid flex-1 grid-cols-[minmax(0,1fr)_288px]">
        <div className="min-w-0">
          <RunSummary
            run={run}
            pairsHref={
              run.kind === "teach" ? `/projects/${projectId}/trajectories?run=${run.id}` : null
            }
          />
          {run.kind === "teach" ? <Units run={run} search={search} /> : <Report run={run} />}
        </div>
        <aside className="border-l border-line">
          <Settings run={run} />
          <History run={run} />
        </aside>
      </div>
    </div>
  );
}

async function findRun(projectId: number, text: string): Promise<RunDetails> {
  const runId = runIdSchema.safeParse(text);
  if (!runId.success) notFound();
  return orNotFound(getRun(localActor, projectId, runId.data));
}

interface UnitsProps {
  readonly run: RunDetails;
  readonly search: z.infer<typeof searchSchema>;
}

async function Units({ run, search: { code, after } }: UnitsProps) {
  const filter = {
    ...(code === undefined ? {} : { code }),
    ...(after === undefined ? {} : { after }),
  };
  const [steps, groups, units] = await Promise.all([
    countSteps(localActor, run.id),
    listRunFailures(localActor, run.id),
    listAttentionUnits(localActor, run.id, filter),
  ]);
  const base = `/projects/${run.projectId}/runs/${run.id}`;
  const last = units.at(-1);
  const nextHref =
    units.length === pageSize && last
      ? `${base}?${code ? `code=${encodeURIComponent(code)}&` : ""}after=${last.id}`
      : null;
  return (
    <>
      <RunSteps steps={steps} />
      {groups.length > 0 ? (
        <div className="pt-4">
          <RunFailures
            base={base}
            projectId={run.projectId}
            groups={groups}
            units={units}
            code={code}
            nextHref={nextHref}
          />
        </div>
      ) : null}
    </>
  );
}

function Report({ run }: { readonly run: RunDetails }) {
  const rows = badRowsOf(run.settings);
  return rows.length > 0 ? <ImportReport rows={rows} total={run.failed} /> : null;
}

async function Settings({ run }: { readonly run: RunDetails }) {
  const t = await getTranslations("runs.settings");
  const teach = run.kind === "teach" ? teachSettingsSchema.safeParse(run.settings) : null;
  if (teach?.success) {
    const ids = teach.data.strategies.flatMap((strategy) => [
      strategy.firstPromptId,
      strategy.secondPromptId,
    ]);
    const [prompts, project] = await Promise.all([
      listPromptVersions(localActor, ids),
      getProject(localActor, run.projectId),
    ]);
    const [one, two] = project.strategies;
    return (
      <TeachSettingsView
        projectId={run.projectId}
        settings={teach.data}
        prompts={prompts}
        signs={[one.sign, two.sign]}
      />
    );
  }
  return (
    <Section title={t("title")}>
      <Facts>
        {plainFactsOf(run.settings).map(([name, value]) => (
          <Fact key={name} name={t.has(`field.${name}`) ? t(`field.${name}`) : name}>
            {value}
          </Fact>
        ))}
      </Facts>
    </Section>
  );
}

/** Marks that say already how the run ended. */
const endMarks = new Set(["run.finish", "run.cancel"]);

async function History({ run }: { readonly run: RunDetails }) {
  const [t, marks] = await Promise.all([getTranslations("runs"), listRunMarks(localActor, run.id)]);
  const hasEndMark = marks.some(({ action }) => endMarks.has(action));
  return (
    <Section title={t("history")}>
      <ul className="text-sm">
        {marks.map((mark) => (
          <li key={mark.id} className="py-0.5">
            {t.has(`mark.${mark.action.replace("run.", "")}`)
              ? t(`mark.${mark.action.replace("run.", "")}`)
              : mark.action}
            <span className="block text-xs text-ink-3">
              <FullTime at={mark.at} />
            </span>
          </li>
        ))}
        {run.endedAt && !hasEndMark ? (
          <li className="py-0.5">
            {t("ended")}
            <span className="block text-xs text-ink-3">
              <FullTime at={run.endedAt} />
            </span>
          </li>
        ) : null}
      </ul>
    </Section>
  );
}

import { ChevronLeft } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ImportRunView } from "#components/import/import-run.tsx";
import { ProblemPreview } from "#components/import/problem-preview.tsx";
import { TrajectoryOptions } from "#components/import/trajectory-options.tsx";
import { UploadForm } from "#components/import/upload-form.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { uploadLimitBytes } from "#lib/env.ts";
import { StudioError } from "#lib/errors.ts";
import { getImportRun } from "#lib/import-run/queries.ts";
import { localActor } from "#lib/member/actor.ts";
import { previewProblems } from "#lib/problem/import/queries.ts";
import { getProject } from "#lib/project/queries.ts";
import { getUpload } from "#lib/upload/queries.ts";
import { projectIdOf } from "../../project-id.ts";
import { startImportAction } from "./actions.ts";
import { type ImportQuery, importQuerySchema, optionsOf, reportHref } from "./import-query.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("problems.upload"))("title") };
}

interface ImportPageProps {
  readonly params: Promise<{ projectId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ImportPage({ params, searchParams }: ImportPageProps) {
  const projectId = projectIdOf(await params);
  const query = importQuerySchema.parse(await searchParams);
  const t = await getTranslations("problems");
  const href = `/projects/${projectId}/problems/import`;
  return (
    <>
      <PageHead
        title={
          <span className="flex items-center gap-2">
            <Button variant="quiet" iconOnly asChild aria-label={t("detail.back")}>
              <Link href={`/projects/${projectId}/problems`}>
                <ChevronLeft />
              </Link>
            </Button>
            {t("upload.title")}
          </span>
        }
        actions={
          query.upload ? (
            <Button asChild>
              <Link href={`${href}?what=${query.what}`}>{t("upload.other")}</Link>
            </Button>
          ) : null
        }
      />
      {query.run || query.upload ? (
        <Suspense
          key={JSON.stringify(query)}
          fallback={
            <SkeletonRows rows={12} rowHeight={26} label={t("preview.reading", { name: "" })} />
          }
        >
          <Step projectId={projectId} query={query} href={href} />
        </Suspense>
      ) : (
        <UploadForm what={query.what} href={href} limitBytes={uploadLimitBytes()} />
      )}
    </>
  );
}

interface StepProps {
  readonly projectId: number;
  readonly query: ImportQuery;
  readonly href: string;
}

/** Preview or run; what is wrong with the file as a whole stands in its place. */
async function Step(props: StepProps) {
  try {
    return props.query.run ? await runStep(props, props.query.run) : await previewStep(props);
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown;
    return <ErrorBox className="m-5" title={thrown.message} />;
  }
}

async function previewStep({ projectId, query, href }: StepProps) {
  const upload = await getUpload(localActor, query.upload ?? "");
  const start = startImportAction.bind(null, projectId);
  if (query.what === "trajectories") {
    return <TrajectoryOptions uploadId={upload.id} name={upload.name} href={href} start={start} />;
  }
  const options = optionsOf(query);
  const [project, preview] = await Promise.all([
    getProject(localActor, projectId),
    previewProblems(localActor, projectId, upload, options),
  ]);
  return (
    <ProblemPreview
      {...preview}
      uploadId={upload.id}
      options={options}
      strategies={project.strategies}
      href={href}
      report={reportHref(projectId, upload.id, query)}
      start={start}
    />
  );
}

async function runStep({ projectId, query, href }: StepProps, runId: number) {
  const run = await getImportRun(localActor, projectId, runId);
  const { what, uploadId, result } = run.settings;
  return (
    <>
      <LiveRefresh topics={["run"]} id={run.id} />
      <ImportRunView
        status={run.status}
        reason={run.reason}
        done={run.done}
        failed={run.failed}
        result={result}
        base={`/projects/${projectId}`}
        again={`${href}?what=${what}`}
        report={reportHref(projectId, uploadId, { ...query, what })}
      />
    </>
  );
}

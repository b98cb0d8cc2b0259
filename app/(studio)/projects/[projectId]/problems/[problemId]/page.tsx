import "katex/dist/katex.min.css";
import { ChevronLeft, TriangleAlert } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { z } from "zod";
import { orNotFound } from "#app/(studio)/found.ts";
import { ArchiveProblemButton, ProblemControls } from "#components/problem/problem-detail.tsx";
import { ProblemPairs, shownPairs } from "#components/problem/problem-pairs.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { PlainText } from "#components/text/plain-text.tsx";
import { Prose } from "#components/text/prose.tsx";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { NumberLink } from "#components/ui/number-link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Section } from "#components/ui/panel.tsx";
import { FullTime } from "#components/ui/time-ago.tsx";
import { localActor } from "#lib/member/actor.ts";
import { listPairs } from "#lib/pair/queries.ts";
import { noFilters } from "#lib/pair/schema.ts";
import { getProblem } from "#lib/problem/queries.ts";
import { getProject } from "#lib/project/queries.ts";
import { projectIdOf } from "../../project-id.ts";
import { problemActionsOf } from "../problem-actions.ts";

interface ProblemPageProps {
  readonly params: Promise<{ projectId: string; problemId: string }>;
}

const idSchema = z.coerce.number().int().positive().max(2_147_483_647);

export async function generateMetadata({ params }: ProblemPageProps): Promise<Metadata> {
  const t = await getTranslations("problems.detail");
  const problem = await load(await params);
  return { title: t("title", { n: problem.ordinal }) };
}

async function load(params: { readonly projectId: string; readonly problemId: string }) {
  const id = idSchema.safeParse(params.problemId);
  if (!id.success) notFound();
  return orNotFound(getProblem(localActor, projectIdOf(params), id.data));
}

export default async function ProblemPage({ params }: ProblemPageProps) {
  const projectId = projectIdOf(await params);
  const problem = await load(await params);
  const [project, pairs] = await Promise.all([
    getProject(localActor, projectId),
    listPairs(localActor, projectId, {
      filters: { ...noFilters, problem: problem.id, all: true },
      sort: "newest",
      cursor: null,
      limit: shownPairs,
    }),
  ]);
  const t = await getTranslations("problems.detail");
  const base = `/projects/${projectId}`;
  const actions = problemActionsOf(projectId);
  const isArchived = problem.archivedAt !== null;
  return (
    <>
      <PageHead
        title={
          <span className="flex items-center gap-2">
            <Button variant="quiet" iconOnly asChild aria-label={t("back")}>
              <Link href={`${base}/problems`}>
                <ChevronLeft />
              </Link>
            </Button>
            {t("title", { n: problem.ordinal })}
          </span>
        }
        actions={
          <ArchiveProblemButton problemId={problem.id} isArchived={isArchived} actions={actions} />
        }
      />
      <LiveRefresh topics={["problem", "pair"]} id={problem.id} />
      <div className="grid grid-cols-[minmax(0,1fr)_348px]">
        <article className="min-w-0 space-y-5 px-5 py-5">
          {isArchived ? (
            <p className="flex items-center gap-2 rounded-md bg-sunken px-3 py-2 text-sm">
              <TriangleAlert aria-hidden />
              {t("archived")}
            </p>
          ) : null}
          <Prose text={problem.text} className="max-w-[72ch] text-xl leading-read" />
          <div>
            <h2 className="mb-1 text-xs text-ink-3">{t("answer")}</h2>
            <p className="inline-block max-w-full rounded-md bg-sunken px-3 py-1.5 font-mono text-sm break-all whitespace-pre-wrap">
              <PlainText>{problem.answer}</PlainText>
            </p>
          </div>
          <ProblemPairs
            base={base}
            rows={pairs.rows}
            total={problem.pairs}
            problemId={problem.id}
            strategies={project.strategies}
          />
          <Extra extra={problem.extra} title={t("extra")} />
        </article>
        <aside className="min-h-[calc(100dvh-92px)] border-l border-line">
          <Section>
            <ProblemControls
              problemId={problem.id}
              favouredId={problem.favoured?.id ?? null}
              heldOut={problem.heldOut}
              strategies={project.strategies}
              actions={actions}
            />
          </Section>
          <Section title={t("facts")}>
            <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-y-1.5 text-sm">
              <Fact label={t("pairs")}>
                <NumberLink
                  value={problem.pairs}
                  href={`${base}/trajectories?problem=${problem.id}&all=1`}
                  underlined
                />
              </Fact>
              <Fact label={t("attempts")}>
                <NumberLink
                  value={problem.trajectories}
                  href={`${base}/trajectories?tab=attempts&problem=${problem.id}`}
                  underlined
                />
              </Fact>
              <Fact label={t("topic")}>{problem.topic || t("none")}</Fact>
              <Fact label={t("source")}>{problem.source || t("none")}</Fact>
              <Fact label={t("difficulty")}>{problem.difficulty ?? t("none")}</Fact>
              <Fact label={t("added")}>
                <FullTime at={problem.createdAt} />
              </Fact>
              <Fact label={t("hash")}>
                <span className="block truncate font-mono text-xs" title={problem.contentSha256}>
                  {problem.contentSha256.slice(0, 12)}
                </span>
              </Fact>
            </dl>
          </Section>
        </aside>
      </div>
    </>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

/** What the row brought besides, as it came. */
function Extra({ extra, title }: { readonly extra: unknown; readonly title: string }) {
  const text = JSON.stringify(extra, null, 2);
  if (text === "{}" || text === undefined) return null;
  return (
    <details>
      <summary className="cursor-pointer text-sm text-ink-2">{title}</summary>
      <pre className="mt-2 max-h-96 overflow-auto rounded-md bg-sunken px-3 py-2 font-mono text-xs whitespace-pre-wrap">
        <PlainText>{text.slice(0, 20_000)}</PlainText>
      </pre>
    </details>
  );
}

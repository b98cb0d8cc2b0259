import "katex/dist/katex.min.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { orNotFound } from "#app/(studio)/found.ts";
import { projectIdOf } from "#app/(studio)/projects/[projectId]/project-id.ts";
import { FindingsPanel, LineagePanel, MaskPanel } from "#components/inspector/facts-panels.tsx";
import { type GradedAttempt, GradePanel } from "#components/inspector/grade-panel.tsx";
import { HistoryPanel } from "#components/inspector/history-panel.tsx";
import { InspectorBody } from "#components/inspector/inspector.tsx";
import { InspectorHead } from "#components/inspector/inspector-head.tsx";
import { InspectorKeys } from "#components/inspector/inspector-keys.tsx";
import { Minimap } from "#components/inspector/minimap.tsx";
import { PairLine } from "#components/inspector/pair-line.tsx";
import { PairNotice } from "#components/inspector/pair-notice.tsx";
import { VerdictPanel } from "#components/inspector/verdict-panel.tsx";
import {
  type InspectorHrefs,
  type InspectorViewName,
  inspectorHrefs,
  inspectorViews,
} from "#components/inspector/views.ts";
import { LiveRefresh } from "#components/shell/live.tsx";
import { TransitionEditor } from "#components/transition-editor/transition-editor.tsx";
import { getEditor } from "#lib/entry/editor/queries.ts";
import { localActor } from "#lib/member/actor.ts";
import { noticeOf } from "#lib/pair/inspector/notice.ts";
import { getInspector, getMaskLines } from "#lib/pair/inspector/queries.ts";
import type { InspectorAttempt, InspectorData } from "#lib/pair/inspector/schema.ts";
import { neighbours } from "#lib/pair/queries.ts";
import { pairQuery, type Query, readPairQuery } from "#lib/pair/url.ts";
import {
  judgeAction,
  overrideGradeAction,
  restoreRevisionAction,
  retryPairAction,
  saveAndAcceptAction,
  saveAsTemplateAction,
  saveTransitionAction,
  undoVerdictAction,
} from "./actions.ts";

interface PageProps {
  readonly params: Promise<{ projectId: string; pairId: string }>;
  readonly searchParams: Promise<Query>;
}

const pairIdSchema = z.coerce.number().int().positive().max(2_147_483_647);
const viewSchema = z.enum(inspectorViews).catch("blocks");
const fromSchema = z.coerce.number().int().min(0).catch(0);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const t = await getTranslations("inspector");
  return { title: t("pageTitle", { id: (await params).pairId }) };
}

export default async function InspectorPage({ params, searchParams }: PageProps) {
  const projectId = projectIdOf(await params);
  const parsedId = pairIdSchema.safeParse((await params).pairId);
  if (!parsedId.success) notFound();
  const query = await searchParams;
  const { filters, sort } = readPairQuery(query);
  const view = viewSchema.parse(query.view);
  const pairId = parsedId.data;
  const reading = Promise.all([
    getInspector(localActor, projectId, pairId),
    neighbours(localActor, projectId, { pairId, filters, sort }),
  ]);
  const [data, around] = await orNotFound(reading);
  const hrefs = inspectorHrefs(`/projects/${projectId}`, {
    pairId,
    listQuery: pairQuery(filters, sort),
    view,
  });
  const entry = data.entry?.isActive ? data.entry : null;
  const canEdit = entry !== null && entry.current.transition !== null;
  const isEditing = canEdit && query.edit === "1";
  return (
    <div className="flex h-full min-h-0 flex-col">
      <InspectorHead
        data={data}
        view={isEditing ? "mask" : view}
        hrefs={hrefs}
        neighbours={around}
      />
      {isEditing ? (
        <Editing data={data} hrefs={hrefs} />
      ) : (
        <Reading data={data} view={view} rawFrom={fromSchema.parse(query.from)} hrefs={hrefs} />
      )}
      <InspectorKeys
        previousHref={around.previousId === null ? null : hrefs.pair(around.previousId)}
        nextHref={around.nextId === null ? null : hrefs.pair(around.nextId)}
        editHref={canEdit ? hrefs.edit : null}
        listHref={hrefs.list}
        viewHrefs={inspectorViews.map(hrefs.view)}
      />
      {query.edit === "1" ? null : <LiveRefresh topics={["entry", "pair"]} />}
    </div>
  );
}

interface ReadingProps {
  readonly data: InspectorData;
  readonly view: InspectorViewName;
  readonly rawFrom: number;
  readonly hrefs: InspectorHrefs;
}

async function Reading({ data, view, rawFrom, hrefs }: ReadingProps) {
  const entry = data.entry?.isActive ? data.entry : null;
  const { latestId } = data.pair;
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_320px]">
      <div data-scroller className="flex min-w-0 overflow-auto scroll-smooth">
        {entry ? (
          <Minimap segments={entry.segments} firstPosition={data.firstStrategy.position} />
        ) : null}
        <div className="min-w-0 flex-1 px-5 pb-8">
          <PairNotice
            {...noticeOf(data)}
            pairId={data.pair.id}
            latestHref={latestId === null ? null : hrefs.pair(latestId)}
            retry={retryPairAction.bind(null, data.projectId)}
          />
          <InspectorBody
            data={data}
            view={view}
            rawFrom={rawFrom}
            hrefs={hrefs}
            lines={view === "mask" && entry ? await getMaskLines(localActor, data) : null}
          />
        </div>
      </div>
      <Side data={data} />
    </div>
  );
}

async function Editing({
  data,
  hrefs,
}: {
  readonly data: InspectorData;
  readonly hrefs: InspectorHrefs;
}) {
  const editor = await getEditor(localActor, data.projectId, data.pair.id);
  return (
    <TransitionEditor
      key={editor.entryId}
      editor={editor}
      closeHref={hrefs.close}
      actions={{ save: saveTransitionAction, saveAndAccept: saveAndAcceptAction }}
      saveTemplate={saveAsTemplateAction.bind(null, editor.slot)}
      context={<PairLine data={data} />}
      history={
        data.entry ? (
          <HistoryPanel
            entryId={data.entry.id}
            currentId={data.entry.current.id}
            history={data.entry.history}
            restore={null}
          />
        ) : null
      }
    />
  );
}

function Side({ data }: { readonly data: InspectorData }) {
  const entry = data.entry?.isActive ? data.entry : null;
  const attempts = [gradedOf("first", data.first), gradedOf("second", data.second)].filter(
    (one) => one !== null,
  );
  return (
    <aside className="overflow-auto border-l border-line">
      {entry ? (
        <VerdictPanel
          entryId={entry.id}
          revisionId={entry.current.id}
          verdict={entry.verdict}
          canUndo={entry.canUndo}
          judge={judgeAction}
          undo={undoVerdictAction}
        />
      ) : null}
      {attempts.length > 0 ? (
        <GradePanel attempts={attempts} gold={data.problem.answer} override={overrideGradeAction} />
      ) : null}
      {entry ? <MaskPanel entry={entry} firstPosition={data.firstStrategy.position} /> : null}
      <FindingsPanel
        findings={
          entry
            ? entry.findings
            : [...(data.first?.findings ?? []), ...(data.second?.findings ?? [])]
        }
      />
      {data.entry ? (
        <HistoryPanel
          entryId={data.entry.id}
          currentId={data.entry.current.id}
          history={data.entry.history}
          restore={restoreRevisionAction}
        />
      ) : null}
      <LineagePanel data={data} base={`/projects/${data.projectId}`} />
    </aside>
  );
}

/** It came with imported data, from the transition's kind; its reason says so. */
function isInferred({ grader }: NonNullable<InspectorAttempt["grade"]>): boolean {
  return grader === "inferred";
}

function gradedOf(
  part: "first" | "second",
  attempt: InspectorAttempt | null,
): GradedAttempt | null {
  if (!attempt) return null;
  const { trajectoryId, strategy, outcome, extracted, grade, override } = attempt;
  return {
    trajectoryId,
    part,
    position: strategy.position,
    sign: strategy.sign,
    name: strategy.name,
    outcome,
    extracted,
    reason: grade?.reason ?? null,
    grader:
      grade && !isInferred(grade) ? `${grade.grader} ${grade.version} · tier ${grade.tier}` : null,
    override: override ? { reason: override.reason, author: override.author } : null,
  };
}

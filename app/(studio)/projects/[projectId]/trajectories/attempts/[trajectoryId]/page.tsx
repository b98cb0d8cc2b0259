import "katex/dist/katex.min.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { orNotFound } from "#app/(studio)/found.ts";
import { AttemptPage } from "#components/attempt/attempt-page.tsx";
import { attemptViews } from "#components/attempt/views.ts";
import { localActor } from "#lib/member/actor.ts";
import type { Query } from "#lib/pair/url.ts";
import { getAttempt } from "#lib/trajectory/attempt/queries.ts";
import { projectIdOf } from "../../../project-id.ts";

interface PageProps {
  readonly params: Promise<{ projectId: string; trajectoryId: string }>;
  readonly searchParams: Promise<Query>;
}

const idSchema = z.coerce.number().int().positive().max(2_147_483_647);
const viewSchema = z.enum(attemptViews).catch("blocks");
const fromSchema = z.coerce.number().int().min(0).catch(0);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const t = await getTranslations("attempt");
  return { title: t("pageTitle", { id: (await params).trajectoryId }) };
}

/** One trajectory as it is stored, whatever became of it. */
export default async function AttemptRoute({ params, searchParams }: PageProps) {
  const projectId = projectIdOf(await params);
  const id = idSchema.safeParse((await params).trajectoryId);
  if (!id.success) notFound();
  const query = await searchParams;
  const data = await orNotFound(getAttempt(localActor, projectId, id.data));
  return (
    <AttemptPage
      data={data}
      view={viewSchema.parse(query.view)}
      from={fromSchema.parse(query.from)}
    />
  );
}

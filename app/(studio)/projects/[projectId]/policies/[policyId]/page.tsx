import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { orNotFound } from "#app/(studio)/found.ts";
import { PolicyForm } from "#components/policy/policy-form.tsx";
import { TestButton, TestResult } from "#components/policy/policy-test.tsx";
import { LiveRefresh } from "#components/shell/live.tsx";
import { localActor } from "#lib/member/actor.ts";
import { getPolicy } from "#lib/policy/queries.ts";
import { projectIdOf } from "../../project-id.ts";
import { testPolicyAction, updatePolicyAction } from "../actions.ts";
import { PolicyHead } from "../policy-head.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policies"))("edit") };
}

interface PolicyPageProps {
  readonly params: Promise<{ projectId: string; policyId: string }>;
}

const idSchema = z.coerce.number().int().positive().max(2_147_483_647);

async function load(projectId: number, policyId: string) {
  const id = idSchema.safeParse(policyId);
  if (!id.success) notFound();
  return orNotFound(getPolicy(localActor, projectId, id.data));
}

export default async function PolicyPage({ params }: PolicyPageProps) {
  const projectId = projectIdOf(await params);
  const policy = await load(projectId, (await params).policyId);
  const list = `/projects/${projectId}/policies`;
  const canTest = policy.kind !== "recorded" && policy.archivedAt === null;
  return (
    <>
      <PolicyHead
        title={policy.name}
        list={list}
        meta={canTest ? <TestResult test={policy.lastTest} /> : undefined}
        actions={
          canTest ? (
            <TestButton policyId={policy.id} test={testPolicyAction.bind(null, projectId)} />
          ) : undefined
        }
      />
      <LiveRefresh topics={["policy"]} id={policy.id} />
      <PolicyForm
        policy={policy}
        settings={policy.settings}
        list={list}
        save={updatePolicyAction.bind(null, projectId, policy.id)}
      />
    </>
  );
}

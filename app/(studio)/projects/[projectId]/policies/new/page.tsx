import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PolicyForm } from "#components/policy/policy-form.tsx";
import { policySettingsSchema } from "#lib/policy/schema.ts";
import { projectIdOf } from "../../project-id.ts";
import { createPolicyAction } from "../actions.ts";
import { PolicyHead } from "../policy-head.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policies"))("add") };
}

interface NewPolicyPageProps {
  readonly params: Promise<{ projectId: string }>;
}

export default async function NewPolicyPage({ params }: NewPolicyPageProps) {
  const projectId = projectIdOf(await params);
  const t = await getTranslations("policies");
  const list = `/projects/${projectId}/policies`;
  return (
    <>
      <PolicyHead title={t("add")} list={list} />
      <PolicyForm
        policy={null}
        settings={policySettingsSchema.parse({ maxInFlight: 16 })}
        list={list}
        save={createPolicyAction.bind(null, projectId)}
      />
    </>
  );
}

import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewProjectForm } from "#components/project/new-project-form.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { defaultPair } from "#lib/project/seed/default-pair.ts";
import { createProjectAction } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("projects"))("new") };
}

export default async function NewProjectPage() {
  const t = await getTranslations("projects");
  return (
    <>
      <PageHead title={t("new")} meta={t("newMeta")} />
      <NewProjectForm
        action={createProjectAction}
        defaultStrategies={defaultPair.strategies.map(({ name, sign, subsetName, usesTools }) => ({
          name,
          sign,
          subsetName,
          usesTools,
        }))}
      />
    </>
  );
}

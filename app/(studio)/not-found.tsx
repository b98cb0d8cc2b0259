import { Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";

export default function StudioNotFound() {
  const t = useTranslations("common.error");
  return (
    <EmptyState
      icon={<Unlink />}
      title={t("notFound")}
      hint={t("notFoundHint")}
      action={
        <Button asChild>
          <Link href="/projects">{t("toProjects")}</Link>
        </Button>
      }
    />
  );
}

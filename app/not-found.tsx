import { useTranslations } from "next-intl";
import { Logo } from "#components/shell/logo.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";

/** An address outside every page. */
export default function NotFoundPage() {
  const t = useTranslations("common.error");
  return (
    <main className="grid h-dvh place-items-center bg-surface">
      <EmptyState
        icon={<Logo className="size-7" />}
        title={t("notFound")}
        hint={t("notFoundHint")}
        action={
          <Button asChild>
            <Link href="/projects">{t("toProjects")}</Link>
          </Button>
        }
      />
    </main>
  );
}

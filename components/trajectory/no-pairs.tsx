import { Table2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { noFilters, type PairFilters } from "#lib/pair/schema.ts";
import { pairQuery } from "#lib/pair/url.ts";

interface NoPairsProps {
  readonly projectId: number;
  readonly filters: PairFilters;
  readonly onClear: (filters: PairFilters) => void;
}

/** An empty list says why it is empty and what to do next. */
export function NoPairs({ projectId, filters, onClear }: NoPairsProps) {
  const t = useTranslations("trajectories.empty");
  if (pairQuery(filters) !== "") {
    return (
      <EmptyState
        title={t("noMatch")}
        hint={t("noMatchHint")}
        action={<Button onClick={() => onClear(noFilters)}>{t("clear")}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={<Table2 />}
      title={t("title")}
      hint={t("hint")}
      action={
        <Button asChild>
          <Link href={`/projects/${projectId}`}>{t("toMap")}</Link>
        </Button>
      }
    />
  );
}

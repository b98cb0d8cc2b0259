import { ChevronLeft } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";

interface PolicyHeadProps {
  readonly title: string;
  readonly list: string;
  readonly meta?: ReactNode;
  readonly actions?: ReactNode;
}

/** Head of a policy's own page, with the way back to the list. */
export async function PolicyHead({ title, list, meta, actions }: PolicyHeadProps) {
  const t = await getTranslations("policies");
  return (
    <PageHead
      title={
        <span className="flex items-center gap-2">
          <Button variant="quiet" iconOnly asChild aria-label={t("back")}>
            <Link href={list}>
              <ChevronLeft />
            </Link>
          </Button>
          {title}
        </span>
      }
      meta={meta}
      actions={actions}
    />
  );
}

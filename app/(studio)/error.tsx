"use client";

import { useTranslations } from "next-intl";
import { useLive } from "#components/shell/live.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";

interface ErrorPageProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** In place, below the top bar: everything around it keeps working, and the page comes back with the connection. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const t = useTranslations("common");
  useLive([], retry);
  const id = digestOf(error);
  return (
    <div className="mx-auto max-w-xl px-5 py-14">
      <ErrorBox
        title={t("error.title")}
        action={
          <Button size="sm" onClick={retry}>
            {t("retry")}
          </Button>
        }
        {...(id ? { id } : {})}
      >
        {t("error.hint")}
      </ErrorBox>
    </div>
  );
}

/** The id under which the server logged it. */
function digestOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest : null;
}

"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";

interface ErrorPageProps {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}

/** In place, below the top bar: everything around it keeps working. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations("common");
  return (
    <div className="mx-auto max-w-xl px-5 py-14">
      <ErrorBox
        title={t("error.title")}
        action={
          <Button size="sm" onClick={reset}>
            {t("retry")}
          </Button>
        }
        {...(error.digest ? { id: error.digest } : {})}
      >
        {t("error.hint")}
      </ErrorBox>
    </div>
  );
}

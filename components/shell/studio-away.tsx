import { useTranslations } from "next-intl";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Logo } from "./logo.tsx";
import { RefreshEvery } from "./refresh-every.tsx";

/** The database does not answer: said in one sentence; the page comes back by itself. */
export function StudioAway({ id }: { readonly id: string }) {
  const t = useTranslations("shell.away");
  return (
    <main className="grid h-dvh place-items-center bg-surface px-5">
      <div className="max-w-lg">
        <Logo className="mb-4 size-7" />
        <ErrorBox title={t("title")} id={id}>
          {t("hint")}
        </ErrorBox>
      </div>
      <RefreshEvery seconds={3} />
    </main>
  );
}

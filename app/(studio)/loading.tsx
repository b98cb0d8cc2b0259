import { useTranslations } from "next-intl";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

/** First paint only: the head and rows of the real height, so that nothing jumps. */
export default function Loading() {
  const t = useTranslations("common");
  return (
    <>
      <div className="flex h-12 items-center border-b border-line px-5">
        <Skeleton className="h-3.5 w-40" />
      </div>
      <SkeletonRows rows={12} label={t("loading")} />
    </>
  );
}

import { Check, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { EntryPreview } from "#lib/entry/editor/schema.ts";
import { FindingTag } from "../sign/finding-tag.tsx";

/** What is noticed in the draft, what it mends, and what an export will warn about. */
export function DraftFindings({
  saved,
  draft,
}: {
  readonly saved: EntryPreview;
  readonly draft: EntryPreview;
}) {
  const t = useTranslations("editor");
  const now = new Set(draft.findings.map((finding) => finding.code));
  const mended = saved.findings.filter((finding) => !now.has(finding.code));
  const isClean = draft.findings.length === 0 && draft.isKnownToPaperLoader;
  return (
    <ul className="flex flex-col gap-2 text-sm">
      {isClean ? (
        <li className="flex items-center gap-2 text-ink-2">
          <Check aria-hidden className="text-accepted" />
          {t("noFindings")}
        </li>
      ) : null}
      {draft.findings.map(({ code, count }) => (
        <li key={code}>
          <FindingTag code={code} count={count} />
        </li>
      ))}
      {mended.map(({ code }) => (
        <li key={code} className="flex items-center gap-2 text-ink-3">
          <Check aria-hidden className="text-accepted" />
          <FindingTag code={code} />
          {t("mended")}
        </li>
      ))}
      {draft.fellBack ? (
        <li className="flex gap-2 text-ink-2">
          <TriangleAlert aria-hidden className="mt-0.5 flex-none" />
          <span>{t("fellBack")}</span>
        </li>
      ) : null}
      {draft.isKnownToPaperLoader ? null : (
        <li className="flex gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 flex-none" />
          <span>
            <b className="font-strong">{t("loader.title")}</b>
            <br />
            <span className="text-ink-3">{t("loader.why")}</span>
          </span>
        </li>
      )}
    </ul>
  );
}

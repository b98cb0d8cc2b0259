"use client";

import { Download, TriangleAlert, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { Duration } from "#components/ui/duration.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { ExportedFile, ExportRow } from "#lib/export/schema.ts";

interface ExportItemProps {
  readonly item: ExportRow;
  readonly cancel: (runId: number) => Promise<ActionResult>;
}

/** One export: how far it is, or its files. */
export function ExportItem({ item, cancel }: ExportItemProps) {
  const t = useTranslations("datasets.export");
  return (
    <li className="rounded-md border border-line px-3 py-2 text-sm">
      <header className="flex items-center gap-2">
        <span className="mono font-strong">{item.format}</span>
        <Tag mono>{item.file}</Tag>
        <span className="ml-auto text-xs text-ink-3">
          <TimeAgo at={item.createdAt} />
        </span>
      </header>
      {item.isComplete ? <Files item={item} /> : <Underway item={item} cancel={cancel} />}
      {item.status === "failed" ? <ErrorBox title={item.reason} className="mt-2" /> : null}
      {item.warnings.map((warning) => (
        <p key={warning.code} className="mt-1.5 flex gap-1.5 text-xs text-ink-2">
          <TriangleAlert className="mt-px size-3" aria-hidden />
          {t(`warning.${warning.code}`, { rows: warning.rows })}
        </p>
      ))}
    </li>
  );
}

function Files({ item }: { readonly item: ExportRow }) {
  return (
    <ul className="mt-1.5 flex flex-col gap-1">
      {item.files.map((file) => (
        <FileLink key={file.name} exportId={item.id} file={file} />
      ))}
    </ul>
  );
}

function FileLink({ exportId, file }: { readonly exportId: number; readonly file: ExportedFile }) {
  const t = useTranslations("datasets.export");
  const href = `/api/files/exports/${exportId}?file=${encodeURIComponent(file.name)}`;
  return (
    <li className="flex items-center gap-1.5">
      <Download className="size-3 text-ink-3" aria-hidden />
      <a
        href={href}
        download={file.name}
        className="mono link min-w-0 truncate"
        title={t("sha256", { hash: file.sha256 })}
      >
        {file.name}
      </a>
      <span className="ml-auto text-xs whitespace-nowrap text-ink-3">
        {file.rows === null ? null : t("rows", { n: file.rows })} <Bytes value={file.bytes} />
      </span>
    </li>
  );
}

const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

function Bytes({ value }: { readonly value: number }) {
  const format = useFormatter();
  const step = value === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const amount = value / 1000 ** step;
  return (
    <>
      {format.number(amount, {
        style: "unit",
        unit: units[step] ?? "byte",
        unitDisplay: "short",
        maximumFractionDigits: amount < 10 && step > 0 ? 1 : 0,
      })}
    </>
  );
}

function Underway({ item, cancel }: ExportItemProps) {
  const t = useTranslations("datasets.export");
  const format = useFormatter();
  const { run, pending, failure } = useAction(cancel);
  if (item.status === "cancelled")
    return <p className="mt-1 text-xs text-ink-3">{t("cancelled")}</p>;
  if (item.status === "failed") return null;
  const waiting = item.status === "running" ? null : t(`status.${item.status}`);
  return (
    <div className="mt-1.5">
      <Progress value={item.done} max={item.total} label={t("progress")} />
      <p className="mt-1 flex items-center gap-2 text-xs text-ink-3">
        {t("doneOf", { done: format.number(item.done), total: format.number(item.total) })}
        {waiting === null ? <Left item={item} /> : <span>{waiting}</span>}
        <Button
          size="sm"
          variant="quiet"
          className="ml-auto"
          pending={pending}
          onClick={() => run(item.runId)}
        >
          <X aria-hidden />
          {t("cancel")}
        </Button>
      </p>
      {failure ? <ErrorBox title={failure.message} /> : null}
    </div>
  );
}

function Left({ item }: { readonly item: ExportRow }) {
  const t = useTranslations("datasets.export");
  if (item.secondsLeft === null) return null;
  return (
    <span>{t.rich("left", { time: () => <Duration seconds={item.secondsLeft ?? 0} /> })}</span>
  );
}

"use client";

import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { type DragEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { type SentFile, sendFile } from "./send-file.ts";

export type ImportWhat = "problems" | "trajectories";

interface UploadFormProps {
  readonly what: ImportWhat;
  /** The page's address. */
  readonly href: string;
  readonly limitBytes: number;
}

const megabyte = 1024 * 1024;
const accepted = ".jsonl,.ndjson,.json,.csv,.tsv,.parquet";

/** Step one: which file. It is sent at once; the preview follows. */
export function UploadForm({ what, href, limitBytes }: UploadFormProps) {
  const t = useTranslations("problems.upload");
  const format = useFormatter();
  const upload = useUpload((id) => `${href}?what=${what}&upload=${id}`);
  const input = useRef<HTMLInputElement>(null);
  const take = useEffectEvent(() => {
    const file = input.current?.files?.[0];
    if (file) upload.send(file);
    if (input.current) input.current.value = "";
  });
  // A file chosen while the page was still coming alive: its change event went unheard.
  useEffect(() => take(), []);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    if (file) upload.send(file);
  };
  return (
    <div className="max-w-2xl space-y-4 px-5 py-5">
      <Segmented
        label={t("what")}
        value={what}
        items={[
          { value: "problems", label: t("problems"), href: `${href}?what=problems` },
          { value: "trajectories", label: t("trajectories"), href: `${href}?what=trajectories` },
        ]}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first */}
      <div
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
        className="flex flex-col items-center gap-2 rounded-lg border border-dashed border-line-strong px-5 py-10 text-center"
      >
        {upload.state ? (
          <Sending
            name={upload.state.name}
            sent={upload.state.sent}
            total={upload.state.total}
            onCancel={upload.cancel}
          />
        ) : (
          <>
            <FileUp className="size-5 text-ink-4" aria-hidden />
            <div className="flex items-center gap-2">
              <Button variant="primary" onClick={() => input.current?.click()}>
                {t("choose")}
              </Button>
              <span className="text-ink-3">{t("drop")}</span>
            </div>
            <p className="text-xs text-ink-3">
              {t("formats", { limit: `${format.number(Math.round(limitBytes / megabyte))} MB` })}
            </p>
          </>
        )}
        <input
          ref={input}
          type="file"
          accept={accepted}
          aria-label={t("choose")}
          className="sr-only"
          tabIndex={-1}
          onChange={take}
        />
      </div>
      {upload.problem ? <ErrorBox title={upload.problem} /> : null}
      <Shapes what={what} />
    </div>
  );
}

function Shapes({ what }: { readonly what: ImportWhat }) {
  const t = useTranslations("problems.upload");
  if (what === "problems") return <p className="text-sm text-ink-3">{t("problemsHint")}</p>;
  return (
    <ul className="space-y-1 text-sm text-ink-3">
      <li>{t("shapeRecorded")}</li>
      <li>{t("shapeSpliced")}</li>
      <li>{t("shapeSolutions")}</li>
    </ul>
  );
}

interface SendingProps extends SentFile {
  readonly onCancel: () => void;
}

function Sending({ name, sent, total, onCancel }: SendingProps) {
  const t = useTranslations("problems.upload");
  const format = useFormatter();
  const inMegabytes = (bytes: number) =>
    format.number(bytes / megabyte, { maximumFractionDigits: 1 });
  return (
    <div className="w-80 space-y-2">
      <p className="truncate font-strong">{name}</p>
      <Progress value={sent} max={total} label={name} />
      <p className="flex items-center justify-between text-xs text-ink-3">
        {t("sending", { sent: inMegabytes(sent), total: inMegabytes(total) })}
        <Button size="sm" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </p>
    </div>
  );
}

function useUpload(hrefOf: (uploadId: string) => string) {
  const t = useTranslations("problems.upload");
  const router = useRouter();
  const [state, setState] = useState<SentFile | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const send = async (file: File) => {
    const controller = new AbortController();
    running.current = controller;
    setProblem(null);
    const result = await sendFile(file, controller.signal, setState);
    setState(null);
    if (result.ok) router.push(hrefOf(result.id));
    else if (!controller.signal.aborted) setProblem(result.message ?? t("cut"));
  };
  return {
    state,
    problem,
    send: (file: File) => void send(file),
    cancel: () => running.current?.abort(),
  };
}

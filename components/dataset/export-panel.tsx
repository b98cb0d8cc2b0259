"use client";

import { FileDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Field } from "#components/ui/field.tsx";
import { Section } from "#components/ui/panel.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ExportRow, FileKind } from "#lib/export/schema.ts";
import { type FormatName, formatNames } from "#lib/method/formats/schema.ts";
import { ExportItem } from "./export-item.tsx";

export interface ExportActions {
  readonly request: (
    format: FormatName,
    file: FileKind,
  ) => Promise<ActionResult<{ readonly exportId: number }>>;
  readonly cancel: (runId: number) => Promise<ActionResult>;
}

interface ExportPanelProps {
  readonly exports: readonly ExportRow[];
  readonly actions: ExportActions;
}

/** Choose a format, see what it keeps and loses, write it; below, what was written. */
export function ExportPanel({ exports, actions }: ExportPanelProps) {
  const t = useTranslations("datasets.export");
  const [format, setFormat] = useState<FormatName>("trl");
  const [file, setFile] = useState<FileKind>("jsonl");
  const { run, pending, failure } = useAction(actions.request);
  return (
    <>
      <Section title={t("title")}>
        <div className="flex flex-col gap-3">
          <Field id="export-format" label={t("format")}>
            <Select
              id="export-format"
              value={format}
              options={formatNames.map((name) => ({
                value: name,
                label: <span className="mono">{name}</span>,
              }))}
              onChange={(value) => setFormat(formatNames.find((name) => name === value) ?? "trl")}
            />
          </Field>
          <FormatNote format={format} />
          <div className="flex items-center gap-2">
            <Segmented
              label={t("file")}
              value={file}
              items={[
                { value: "jsonl", label: t("jsonl") },
                { value: "parquet", label: t("parquet") },
              ]}
              onChange={setFile}
            />
            <Button
              variant="primary"
              className="ml-auto"
              pending={pending}
              onClick={() => run(format, file)}
            >
              <FileDown aria-hidden />
              {t("export")}
            </Button>
          </div>
          {failure ? <ErrorBox title={failure.message} /> : null}
        </div>
      </Section>
      <Section title={t("written")} meta={exports.length === 0 ? undefined : exports.length}>
        {exports.length === 0 ? <p className="text-sm text-ink-3">{t("none")}</p> : null}
        <ul className="flex flex-col gap-3">
          {exports.map((one) => (
            <ExportItem key={one.id} item={one} cancel={actions.cancel} />
          ))}
        </ul>
      </Section>
    </>
  );
}

function FormatNote({ format }: { readonly format: FormatName }) {
  const t = useTranslations("datasets.formats");
  return (
    <div className="rounded-md bg-sunken px-3 py-2 text-sm">
      <p>{t(`${format}.keeps`)}</p>
      <p className="mt-1 text-ink-2">
        <span className="font-strong">{t("loses")}</span> {t(`${format}.loses`)}
      </p>
    </div>
  );
}

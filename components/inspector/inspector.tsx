import { getTranslations } from "next-intl/server";
import type { TokenLine } from "#lib/entry/editor/schema.ts";
import type { InspectorData, InspectorEntry } from "#lib/pair/inspector/schema.ts";
import { PlainText } from "../text/plain-text.tsx";
import { Prose } from "../text/prose.tsx";
import { TokenView } from "../transition-editor/token-view.tsx";
import { AttemptView } from "./attempt-view.tsx";
import { BlocksView } from "./blocks-view.tsx";
import { PartBlock } from "./part-block.tsx";
import { RawView } from "./raw-view.tsx";
import type { InspectorHrefs, InspectorViewName } from "./views.ts";

interface InspectorBodyProps {
  readonly data: InspectorData;
  readonly view: InspectorViewName;
  readonly rawFrom: number;
  readonly hrefs: InspectorHrefs;
  /** For the mask view; null where the text is too long or the tokenizer is missing. */
  readonly lines: readonly TokenLine[] | null;
}

/** Problem and the chosen view of the pair. */
export async function InspectorBody({ data, view, rawFrom, hrefs, lines }: InspectorBodyProps) {
  return (
    <>
      <ProblemBlock data={data} />
      <View data={data} view={view} rawFrom={rawFrom} hrefs={hrefs} lines={lines} />
    </>
  );
}

async function ProblemBlock({ data }: { readonly data: InspectorData }) {
  const t = await getTranslations("inspector");
  const { problem } = data;
  return (
    <section aria-label={t("problem")} className="flex gap-4 py-3">
      <div className="min-w-0 flex-1">
        <h2 className="text-xs text-ink-3">{t("problem")}</h2>
        <Prose text={problem.text} className="max-h-80 overflow-auto text-xl leading-normal" />
      </div>
      <div className="max-w-56 flex-none border-l border-line pl-4">
        <h2 className="text-xs text-ink-3">{t("referenceAnswer")}</h2>
        <p className="mono break-words font-strong">
          <PlainText>{problem.answer.slice(0, 500)}</PlainText>
        </p>
      </div>
    </section>
  );
}

async function View({ data, view, rawFrom, hrefs, lines }: InspectorBodyProps) {
  const entry = data.entry?.isActive ? data.entry : null;
  if (view === "raw") return <Raw data={data} entry={entry} from={rawFrom} hrefAt={hrefs.rawAt} />;
  if (!entry || view === "side") return <SideBySide data={data} rawHref={hrefs.view("raw")} />;
  if (view === "mask") return <Mask data={data} entry={entry} lines={lines} />;
  return <BlocksView data={data} entry={entry} rawHref={hrefs.view("raw")} editHref={hrefs.edit} />;
}

interface RawProps {
  readonly data: InspectorData;
  readonly entry: InspectorEntry | null;
  readonly from: number;
  readonly hrefAt: (from: number) => string;
}

async function Raw({ data, entry, from, hrefAt }: RawProps) {
  const t = await getTranslations("inspector");
  const attempts = [data.first?.text ?? "", data.second?.text ?? ""];
  const text = entry
    ? entry.segments.map((segment) => segment.text).join("")
    : attempts.join("\n\n");
  return (
    <>
      {entry ? null : <p className="mb-2 text-sm text-ink-3">{t("noEntryRaw")}</p>}
      <RawView text={text} from={from} hrefAt={hrefAt} />
    </>
  );
}

interface MaskProps {
  readonly data: InspectorData;
  readonly entry: InspectorEntry;
  readonly lines: readonly TokenLine[] | null;
}

async function Mask({ data, entry, lines }: MaskProps) {
  const t = await getTranslations("inspector");
  if (lines === null) return <p className="text-sm text-ink-3">{t("tooLongForMask")}</p>;
  return (
    <TokenView
      lines={lines}
      first={data.firstStrategy}
      second={data.secondStrategy}
      kind={entry.current.case === "0,1" ? "correction" : "verification"}
      isBehind={false}
    />
  );
}

/** Both attempts whole, as their teachers wrote them. */
async function SideBySide({
  data,
  rawHref,
}: {
  readonly data: InspectorData;
  readonly rawHref: string;
}) {
  const t = await getTranslations("inspector");
  const parts = [
    { part: "first", strategy: data.firstStrategy, attempt: data.first },
    { part: "second", strategy: data.secondStrategy, attempt: data.second },
  ] as const;
  return (
    <div className="grid grid-cols-2 gap-4">
      {parts.map(({ part, strategy, attempt }) => (
        <PartBlock
          key={part}
          part={part}
          strategy={strategy}
          attempt={attempt}
          tokens={attempt?.generatedTokens || null}
          trainedTokens={null}
          isTrained={null}
        >
          {attempt ? (
            <AttemptView attempt={attempt} rawHref={rawHref} />
          ) : (
            <p className="py-3 text-sm text-ink-3">{t("noAttempt")}</p>
          )}
        </PartBlock>
      ))}
    </div>
  );
}

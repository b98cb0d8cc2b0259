import clsx from "clsx";
import {
  CornerDownRight,
  Flag,
  type LucideIcon,
  MessageSquareText,
  SquareTerminal,
  TextCursor,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RunStatus, SegmentKind } from "#lib/method/trajectory/schema.ts";
import type { ToolRun } from "#lib/trajectory/schema.ts";
import { CodeBlock } from "../text/code-block.tsx";
import { Prose } from "../text/prose.tsx";
import { blockText, withBoxesAsMath } from "./block-text.ts";
import { Foldable } from "./foldable.tsx";

const icons: Readonly<Partial<Record<SegmentKind, LucideIcon>>> = {
  think: MessageSquareText,
  code: SquareTerminal,
  executor: CornerDownRight,
  answer: Flag,
  text: TextCursor,
};

export interface ShownSegment {
  readonly kind: SegmentKind;
  readonly text: string;
  readonly tokens: number | null;
  readonly run: RunStatus | null;
}

interface SegmentBlockProps {
  readonly segment: ShownSegment;
  readonly rawHref: string;
  /** How a code segment ran, when that was stored. */
  readonly toolRun?: ToolRun | null;
  /** Beside the kind: `left out`, for an answer that the composed text does without. */
  readonly note?: string;
}

/** One segment as a block: thought, program, its output, answer. */
export function SegmentBlock({ segment, rawHref, toolRun = null, note }: SegmentBlockProps) {
  const body = blockText(segment.kind, segment.text);
  if (segment.text.trim() === "") return null;
  if (segment.kind === "code") {
    return (
      <div className="mt-3 overflow-hidden rounded-t-md border border-line bg-sunken">
        <div className="px-2.5 pt-0.5">
          <Head segment={segment} right={<RunNote run={segment.run} toolRun={toolRun} />} />
        </div>
        <div className="px-2">
          <CodeBlock code={body} />
        </div>
      </div>
    );
  }
  if (segment.kind === "executor") {
    return (
      <div className="mb-3 rounded-b-md border border-t-0 border-line px-3 py-2">
        <Head segment={segment} />
        <Foldable text={body} rawHref={rawHref} isPlain />
      </div>
    );
  }
  if (segment.kind === "answer") {
    return (
      <div className="mt-3">
        <Head segment={segment} {...(note ? { right: note } : {})} />
        <AnswerText body={body} rawHref={rawHref} isLeftOut={note !== undefined} />
      </div>
    );
  }
  return (
    <div className="mt-3">
      <Head segment={segment} />
      <Foldable text={body} rawHref={rawHref} />
    </div>
  );
}

function AnswerText({
  body,
  rawHref,
  isLeftOut,
}: {
  readonly body: string;
  readonly rawHref: string;
  readonly isLeftOut: boolean;
}) {
  if (body.length > 200) return <Foldable text={withBoxesAsMath(body)} rawHref={rawHref} />;
  const isBoxed = body.includes("\\boxed{") && !isLeftOut;
  return (
    <div
      className={clsx(
        "mono w-fit max-w-full text-sm",
        isBoxed && "font-strong",
        !isBoxed && "rounded-sm border px-2 py-0.5",
        !isBoxed &&
          (isLeftOut ? "border-dashed border-line-strong text-ink-3" : "border-ink font-strong"),
      )}
    >
      <Prose text={withBoxesAsMath(body)} />
    </div>
  );
}

function Head({ segment, right }: { readonly segment: ShownSegment; readonly right?: ReactNode }) {
  const t = useTranslations("inspector");
  const format = useFormatter();
  const Icon = icons[segment.kind] ?? TextCursor;
  return (
    <div className="flex h-6 items-center gap-1.5 px-0.5 text-xs text-ink-3">
      <Icon aria-hidden className="size-3" />
      <span className="text-ink-2">{t(`kind.${segment.kind}`)}</span>
      {segment.tokens === null ? null : (
        <span className="tabular-nums">{format.number(segment.tokens)}</span>
      )}
      {right === undefined ? null : <span className="ml-auto">{right}</span>}
    </div>
  );
}

function RunNote({
  run,
  toolRun,
}: {
  readonly run: RunStatus | null;
  readonly toolRun: ToolRun | null;
}) {
  const t = useTranslations("inspector");
  if (run === null) return null;
  const word = t(`run.${run}`);
  if (!toolRun) return <span>{word}</span>;
  const exit = toolRun.exit === null ? "" : `${t("exit", { code: toolRun.exit })} · `;
  return (
    <span className="tabular-nums">
      {word} · {exit}
      {t("ms", { ms: Math.round(toolRun.ms) })} · {toolRun.tier}
    </span>
  );
}

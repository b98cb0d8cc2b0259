import clsx from "clsx";
import { useFormatter, useTranslations } from "next-intl";
import type { Role, SegmentKind } from "#lib/method/trajectory/schema.ts";
import { MinimapFrame } from "./minimap-frame.tsx";
import { barTops } from "./minimap-place.ts";

const height = 560;
const floor = 3;
const gap = 1;
const budgetMarks = [4_096, 8_192, 16_384, 32_768];
const labelledRoles = ["first", "transition", "second"] as const;
const labelHeight = 14;

export interface MinimapSegment {
  readonly kind: SegmentKind;
  readonly role: Role;
  readonly trained: boolean;
  /** By the student tokenizer; null while its file is not there. */
  readonly tokens: number | null;
}

interface MinimapProps {
  readonly segments: readonly MinimapSegment[];
  readonly firstPosition: 1 | 2;
}

/** The entry from above, linear in tokens: what is trained is solid, what is not is hatched. */
export function Minimap({ segments, firstPosition }: MinimapProps) {
  const t = useTranslations("inspector");
  const format = useFormatter();
  const total = segments.reduce((sum, segment) => sum + (segment.tokens ?? 0), 0);
  if (total === 0) return <aside className="w-[92px] flex-none" />;
  const scale = Math.min(height / total, 3);
  const heights = segments.map(({ tokens }) =>
    tokens === null || tokens === 0 ? 0 : Math.max(tokens * scale, floor) + gap,
  );
  return (
    <aside
      aria-label={t("minimap")}
      className="sticky top-0 w-[92px] flex-none self-start py-4 pl-4 text-2xs text-ink-3 tabular-nums"
    >
      <span className="block w-5 text-center">0</span>
      <div className="relative my-1 w-5">
        {segments.map((segment, index) =>
          heights[index] === 0 ? null : (
            <a
              // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place
              key={index}
              href={`#segment-${index}`}
              tabIndex={-1}
              title={`${t(`kind.${segment.kind}`)} ${format.number(segment.tokens ?? 0)}`}
              className="block"
              style={{ height: heights[index], paddingBottom: gap }}
            >
              <span
                className={clsx("block size-full rounded-[1px]", look(segment, firstPosition))}
              />
              <span className="sr-only">{t(`kind.${segment.kind}`)}</span>
            </a>
          ),
        )}
        {budgetMarks
          .filter((mark) => mark < total)
          .map((mark) => (
            <BudgetMark key={mark} mark={mark} top={topOf(mark, segments, heights)} />
          ))}
        {labelsOf(segments, heights).map(({ role, tokens, top }) => (
          <span
            key={role}
            className={clsx(
              "absolute left-7 text-xs leading-[14px]",
              role === "transition" ? "text-transition-ink" : "text-ink-2",
            )}
            style={{ top }}
          >
            {format.number(tokens)}
          </span>
        ))}
        <MinimapFrame heights={heights} />
      </div>
      <span className="block">{format.number(total)}</span>
    </aside>
  );
}

function BudgetMark({ mark, top }: { readonly mark: number; readonly top: number }) {
  const t = useTranslations("inspector");
  return (
    <span
      aria-hidden
      className="absolute -left-1 w-[60px] border-t border-dashed border-ink"
      style={{ top }}
    >
      <b className="absolute -top-[15px] left-8 font-semibold text-ink">
        {t("kilo", { count: mark / 1024 })}
      </b>
    </span>
  );
}

/** Where token number `mark` stands on the bar. */
function topOf(
  mark: number,
  segments: readonly MinimapSegment[],
  heights: readonly number[],
): number {
  const tops = barTops(heights);
  let before = 0;
  for (const [index, segment] of segments.entries()) {
    const tokens = segment.tokens ?? 0;
    if (before + tokens >= mark) {
      return (tops[index] ?? 0) + ((mark - before) / Math.max(1, tokens)) * (heights[index] ?? 0);
    }
    before += tokens;
  }
  return tops.at(-1) ?? 0;
}

/** A part's tokens beside its middle; labels that would stand on each other move down. */
function labelsOf(segments: readonly MinimapSegment[], heights: readonly number[]) {
  const tops = barTops(heights);
  let free = 0;
  return labelledRoles.flatMap((role) => {
    const from = segments.findIndex((segment) => segment.role === role);
    if (from < 0) return [];
    const to = segments.findLastIndex((segment) => segment.role === role);
    const middle = ((tops[from] ?? 0) + (tops[to + 1] ?? 0)) / 2;
    const top = Math.max(free, middle - labelHeight / 2);
    free = top + labelHeight;
    const own = segments.filter((segment) => segment.role === role);
    return [{ role, tokens: own.reduce((sum, segment) => sum + (segment.tokens ?? 0), 0), top }];
  });
}

function look({ role, kind, trained }: MinimapSegment, firstPosition: 1 | 2): string {
  if (role === "transition") return "bg-transition";
  if (role === "prompt" || kind === "executor") return "hatch [--h:var(--ink-4)]";
  if (role === "end") return "bg-ink-4";
  const isOne = (role === "first") === (firstPosition === 1);
  if (trained) return isOne ? "bg-strategy-1" : "bg-strategy-2";
  return isOne ? "hatch [--h:var(--strategy-1)]" : "hatch [--h:var(--strategy-2)]";
}

import clsx from "clsx";
import { useFormatter, useTranslations } from "next-intl";
import type { InspectorSegment } from "#lib/pair/inspector/schema.ts";

const height = 560;
const floor = 3;
const budgetMarks = [4_096, 8_192, 16_384, 32_768];

interface MinimapProps {
  readonly segments: readonly InspectorSegment[];
  readonly firstPosition: 1 | 2;
}

/** The entry from above, linear in tokens: what is trained is solid, what is not is hatched. */
export function Minimap({ segments, firstPosition }: MinimapProps) {
  const t = useTranslations("inspector");
  const format = useFormatter();
  const total = segments.reduce((sum, segment) => sum + (segment.tokens ?? 0), 0);
  if (total === 0) return <aside className="w-[76px] flex-none" />;
  const shown = segments.filter((segment) => (segment.tokens ?? 0) > 0);
  const scale = Math.min(height / Math.max(total, 1), 3);
  return (
    <aside
      aria-label={t("minimap")}
      className="sticky top-0 w-[76px] flex-none self-start py-4 pl-4 text-2xs text-ink-3 tabular-nums"
    >
      <span className="block text-center">0</span>
      <div className="relative mx-auto my-1 w-5">
        {shown.map((segment, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place
            key={index}
            title={`${t(`kind.${segment.kind}`)} ${format.number(segment.tokens ?? 0)}`}
            className={clsx("mb-px block w-full rounded-[1px]", look(segment, firstPosition))}
            style={{ height: Math.max((segment.tokens ?? 0) * scale, floor) }}
          />
        ))}
        {budgetMarks
          .filter((mark) => mark < total)
          .map((mark) => (
            <span
              key={mark}
              className="absolute -inset-x-2 border-t border-dashed border-ink text-right font-semibold text-ink"
              style={{ top: mark * scale }}
            >
              {t("kilo", { count: mark / 1024 })}
            </span>
          ))}
      </div>
      <span className="block text-center">{format.number(total)}</span>
    </aside>
  );
}

function look({ role, kind, trained }: InspectorSegment, firstPosition: 1 | 2): string {
  if (role === "transition") return "bg-transition";
  if (role === "prompt" || kind === "executor") return "hatch [--h:var(--ink-4)]";
  if (role === "end") return "bg-ink-4";
  const isOne = (role === "first") === (firstPosition === 1);
  if (trained) return isOne ? "bg-strategy-1" : "bg-strategy-2";
  return isOne ? "hatch [--h:var(--strategy-1)]" : "hatch [--h:var(--strategy-2)]";
}

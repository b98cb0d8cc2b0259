import { type BalanceRule, balanceRuleSchema, entryCases } from "#lib/method/balance/schema.ts";

/** The rule as it is typed: numbers are text until they are whole. */
export interface RuleDraft {
  readonly isRatio: boolean;
  readonly one: string;
  readonly two: string;
  readonly by: "entries" | "tokens";
  readonly seed: string;
  readonly includePending: boolean;
  readonly isLimited: boolean;
  readonly maxTokens: string;
  readonly caps: Readonly<Record<(typeof entryCases)[number], string>>;
}

export type DraftField = "ratio" | "seed" | "maxTokens" | "caps";

export type ReadDraft =
  | { readonly ok: true; readonly rule: BalanceRule }
  | { readonly ok: false; readonly errors: Readonly<Partial<Record<DraftField, string>>> };

export function draftOf(rule: BalanceRule): RuleDraft {
  const [one, two] = rule.ratio ?? [1, 1];
  const cap = (value: number | undefined) => (value === undefined ? "" : String(value));
  return {
    isRatio: rule.ratio !== null,
    one: String(one),
    two: String(two),
    by: rule.by,
    seed: String(rule.seed),
    includePending: rule.includePending,
    isLimited: rule.maxTokens !== null,
    maxTokens: String(rule.maxTokens ?? 16_384),
    caps: {
      "0,1": cap(rule.caps["0,1"]),
      "1,1": cap(rule.caps["1,1"]),
      "1,0": cap(rule.caps["1,0"]),
    },
  };
}

/** The rule that was typed, or which field cannot be one and why. */
export function readDraft(draft: RuleDraft, buffer: BalanceRule["buffer"]): ReadDraft {
  const caps = entryCases.flatMap((one) =>
    draft.caps[one].trim() === "" ? [] : [[one, numberOf(draft.caps[one])]],
  );
  const parsed = balanceRuleSchema.safeParse({
    buffer,
    seed: numberOf(draft.seed),
    ratio: draft.isRatio ? [numberOf(draft.one), numberOf(draft.two)] : null,
    by: draft.by,
    includePending: draft.includePending,
    maxTokens: draft.isLimited ? numberOf(draft.maxTokens) : null,
    caps: Object.fromEntries(caps),
  });
  if (parsed.success) return { ok: true, rule: parsed.data };
  const errors: Partial<Record<DraftField, string>> = {};
  for (const { path, message } of parsed.error.issues) {
    const field = path[0];
    if (field === "ratio" || field === "seed" || field === "maxTokens" || field === "caps")
      errors[field] ??= message;
  }
  return { ok: false, errors };
}

function numberOf(text: string): number {
  const clean = text.replaceAll(/[\s,_]/g, "");
  return clean === "" ? Number.NaN : Number(clean);
}

import type { PolicyRow, PolicySettings } from "#lib/policy/schema.ts";

/** The form as typed: numbers are text until they are saved. */
export interface PolicyDraft {
  readonly name: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly api: string;
  readonly key: string;
  readonly removeKey: boolean;
  readonly temperature: string;
  readonly topP: string;
  readonly topK: string;
  readonly minP: string;
  readonly repetitionPenalty: string;
  readonly stop: string;
  readonly maxInFlight: string;
  readonly contextTokens: string;
  readonly inputPerMillion: string;
  readonly outputPerMillion: string;
  readonly currency: string;
}

/** What the save action takes; the server judges it. */
export interface PolicyInput {
  readonly name: string;
  readonly settings: unknown;
  /** Left out: keep the stored one; null: remove it. */
  readonly key?: string | null;
}

export function draftOf(settings: PolicySettings, row: PolicyRow | null): PolicyDraft {
  const { sampling, price } = settings;
  return {
    name: row?.name ?? "",
    baseUrl: settings.baseUrl,
    model: settings.model,
    api: settings.api,
    key: "",
    removeKey: false,
    temperature: String(sampling.temperature),
    topP: String(sampling.topP),
    topK: textOf(sampling.topK),
    minP: textOf(sampling.minP),
    repetitionPenalty: textOf(sampling.repetitionPenalty),
    stop: settings.stop.map(escaped).join("\n"),
    maxInFlight: String(settings.maxInFlight),
    contextTokens: textOf(settings.contextTokens),
    inputPerMillion: String(price.inputPerMillion),
    outputPerMillion: String(price.outputPerMillion),
    currency: price.currency,
  };
}

export function inputOf(draft: PolicyDraft): PolicyInput {
  const key = draft.removeKey ? { key: null } : draft.key.trim() ? { key: draft.key.trim() } : {};
  return {
    name: draft.name,
    settings: {
      baseUrl: draft.baseUrl,
      model: draft.model,
      api: draft.api,
      stop: draft.stop
        .split("\n")
        .filter((line) => line !== "")
        .map(unescaped),
      sampling: {
        temperature: numberOf(draft.temperature),
        topP: numberOf(draft.topP),
        topK: optional(draft.topK),
        minP: optional(draft.minP),
        repetitionPenalty: optional(draft.repetitionPenalty),
      },
      price: {
        inputPerMillion: numberOf(draft.inputPerMillion),
        outputPerMillion: numberOf(draft.outputPerMillion),
        currency: draft.currency,
      },
      maxInFlight: numberOf(draft.maxInFlight),
      contextTokens: optional(draft.contextTokens),
    },
    ...key,
  };
}

function textOf(value: number | null): string {
  return value === null ? "" : String(value);
}

function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text.trim());
}

function optional(text: string): number | null {
  return text.trim() === "" ? null : numberOf(text);
}

/** A line end in a stop string is typed as `\n`: each string stands on one line. */
function escaped(stop: string): string {
  return JSON.stringify(stop).slice(1, -1).replaceAll('\\"', '"');
}

function unescaped(line: string): string {
  return line.replaceAll(/\\(n|t|r|\\)/g, (_, sign: string) =>
    sign === "n" ? "\n" : sign === "t" ? "\t" : sign === "r" ? "\r" : "\\",
  );
}

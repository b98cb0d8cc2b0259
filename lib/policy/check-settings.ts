import { Invalid } from "#lib/errors.ts";
import { firstIssue } from "#lib/zod-message.ts";
import {
  type PolicyKindName,
  type PolicySettings,
  type PolicySettingsInput,
  policyNameSchema,
  policySettingsSchema,
} from "./schema.ts";

/** What a policy is, apart from its settings: decides which settings it needs. */
export interface PolicyNature {
  readonly kind: PolicyKindName;
  readonly isEmbedded: boolean;
}

/** Settings complete and fit for this kind of policy. Throws `Invalid` naming the field and the fix. */
export function checkSettings(nature: PolicyNature, input: PolicySettingsInput): PolicySettings {
  const parsed = policySettingsSchema.safeParse(input);
  if (!parsed.success) throw new Invalid(firstIssue(parsed.error));
  if (nature.kind === "recorded" || nature.isEmbedded) return { ...parsed.data, baseUrl: "" };
  if (parsed.data.model === "") {
    throw new Invalid(
      "The model's name is empty. Enter it as the endpoint calls it, for example the `id` in its /v1/models.",
      {
        fields: { model: "" },
      },
    );
  }
  return { ...parsed.data, baseUrl: checkBaseUrl(parsed.data.baseUrl) };
}

/** The URL without a slash at its end. Throws `Invalid`. */
export function checkBaseUrl(text: string): string {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) throw badUrl(trimmed, "it is not a URL");
  const url = new URL(trimmed);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw badUrl(trimmed, "it does not start with http:// or https://");
  }
  if (url.username || url.password)
    throw badUrl(url.origin, "a key does not belong into the URL: use the field for it");
  if (url.search || url.hash) throw badUrl(trimmed, "it has a ? or # part");
  return trimmed.replace(/\/+$/, "");
}

function badUrl(value: string, why: string): Invalid {
  return new Invalid(
    `The base URL "${value.slice(0, 200)}" cannot be used: ${why}. Enter it up to and with /v1, for example http://127.0.0.1:8000/v1.`,
    { fields: { baseUrl: value.slice(0, 200) } },
  );
}

export function checkPolicyName(name: string): string {
  const parsed = policyNameSchema.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new Invalid(firstIssue(parsed.error), { fields: { name: name.slice(0, 100) } });
}

import type { PolicyKindName } from "./schema.ts";

/** The database client's identifiers for the kinds of policy. */
export type StoredPolicyKind = "openaiCompatible" | "recorded";

export function toStoredKind(kind: PolicyKindName): StoredPolicyKind {
  return kind === "recorded" ? "recorded" : "openaiCompatible";
}

export function fromStoredKind(stored: StoredPolicyKind): PolicyKindName {
  return stored === "recorded" ? "recorded" : "openai-compatible";
}

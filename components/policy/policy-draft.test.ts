import { expect, it } from "vitest";
import { policySettingsSchema } from "#lib/policy/schema.ts";
import { draftOf, inputOf } from "./policy-draft.ts";

it("gives back the settings it was made from", () => {
  const settings = policySettingsSchema.parse({
    baseUrl: "http://127.0.0.1:8000/v1",
    model: "m",
    stop: ["</code>", "\nProblem:", 'a "b"', "tab\there", "back\\slash"],
    sampling: { temperature: 0.4, topP: 0.95, topK: 40 },
    contextTokens: 2048,
  });
  expect(inputOf(draftOf(settings, null)).settings).toEqual(settings);
});

it("sends a key only when one was typed, and null to remove it", () => {
  const draft = draftOf(policySettingsSchema.parse({}), null);
  expect(inputOf(draft)).not.toHaveProperty("key");
  expect(inputOf({ ...draft, key: " sk-1 " }).key).toBe("sk-1");
  expect(inputOf({ ...draft, key: "sk-1", removeKey: true }).key).toBeNull();
});

it("leaves an empty required number for the server to refuse", () => {
  const draft = draftOf(policySettingsSchema.parse({}), null);
  const { settings } = inputOf({ ...draft, temperature: "" });
  expect(policySettingsSchema.safeParse(settings).success).toBe(false);
});

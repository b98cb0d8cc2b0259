import { describe, expect, it } from "vitest";
import { pickTemplate } from "./compose.ts";

describe("pickTemplate", () => {
  const base = {
    fromStrategyId: 1,
    toStrategyId: 2,
    kind: "correction",
    version: 1,
    isDefault: false,
    forFirstWithoutCode: false,
  } as const;
  const plain = { ...base, name: "plain", isDefault: true };
  const other = { ...base, name: "another" };
  const codeless = { ...base, name: "without code", forFirstWithoutCode: true };
  const archived = { ...codeless, name: "old", archivedAt: new Date(0) };
  const templates = [other, codeless, archived, plain, { ...plain, version: 2 }];
  const slot = { fromStrategyId: 1, toStrategyId: 2, kind: "correction" } as const;

  it("takes the default's newest version", () => {
    const picked = pickTemplate(templates, { ...slot, firstHasCode: true });
    expect(picked).toEqual({ ...plain, version: 2 });
  });

  it("prefers the one for a first part without code", () => {
    expect(pickTemplate(templates, { ...slot, firstHasCode: false })).toEqual(codeless);
  });

  it("knows direction and kind", () => {
    const back = { ...slot, fromStrategyId: 2, toStrategyId: 1, firstHasCode: true };
    expect(pickTemplate(templates, back)).toBeNull();
    expect(
      pickTemplate(templates, { ...slot, kind: "verification", firstHasCode: true }),
    ).toBeNull();
  });
});

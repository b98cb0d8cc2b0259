import { expect, it } from "vitest";
import { coalesce } from "./coalesce.ts";

it("names each row once", () => {
  const burst = [
    { topic: "pair", id: 4 },
    { topic: "run", id: 1 },
    { topic: "pair", id: 4 },
    { topic: "pair", id: 5 },
  ] as const;
  expect(coalesce(burst)).toEqual([
    { topic: "pair", id: 4 },
    { topic: "pair", id: 5 },
    { topic: "run", id: 1 },
  ]);
});

it("says only the topic when one change means all of it", () => {
  expect(coalesce([{ topic: "pair", id: 4 }, { topic: "pair" }])).toEqual([{ topic: "pair" }]);
});

it("says only the topic of more than fifty rows", () => {
  const burst = Array.from({ length: 51 }, (_, id) => ({ topic: "entry" as const, id }));
  expect(coalesce(burst)).toEqual([{ topic: "entry" }]);
});

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/adapters/db/client.ts";
import { useTestDatabase } from "#lib/adapters/db/testing.ts";
import { localActor } from "#lib/member/actor.ts";
import { outcomes } from "#lib/method/grading/schema.ts";
import { verdicts } from "#lib/verdict/schema.ts";
import { pairFacets, pairTabs } from "./facets/queries.ts";
import { countPairsSince, listPairs, listPairsByIds, neighbours } from "./queries.ts";
import { noFilters, type PairFilters, type PairRow, type PairSort, pairSorts } from "./schema.ts";
import { makeTestPair, makeTestProject, type TestProject } from "./testing/mutations.ts";

useTestDatabase();

let project: TestProject;
let rows: readonly PairRow[];

beforeAll(async () => {
  project = await makeTestProject("listing");
  for (let k = 0; k < 40; k += 1) await makeTestPair(project, pairOf(k));
  rows = await readAll(noFilters, "newest", 200);
}, 120_000);

function pairOf(k: number): Parameters<typeof makeTestPair>[1] {
  const starts = k % 2 === 0 ? 1 : 2;
  const one = outcomes[k % 3] ?? "correct";
  const two = outcomes[Math.floor(k / 3) % 3] ?? "correct";
  const code =
    k % 5 === 0
      ? "<code>1/0</code>\n<executor>\nTraceback (most recent call last):\nZeroDivisionError: division by zero\n</executor>\n"
      : "";
  return {
    problem: `Problem ${k}: what is 100% of ${k}_${k}? ${k % 7 === 0 ? "(hard)" : ""}`,
    answer: String(k),
    starts,
    ...(k % 4 === 3 ? {} : { favours: k % 4 === 0 ? 1 : 2 }),
    first: {
      text: `<think>${"so ".repeat(k)}</think>${code}<answer>${k}</answer>`,
      outcome: one,
      extracted: String(k),
    },
    second:
      k % 11 === 10
        ? null
        : {
            text: `<think>\nthen ${k}\n</think><answer>${k}</answer>`,
            outcome: two,
            extracted: String(k),
          },
  };
}

async function readAll(filters: PairFilters, sort: PairSort, limit: number): Promise<PairRow[]> {
  const all: PairRow[] = [];
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const page = await listPairs(localActor, project.projectId, { filters, sort, cursor, limit });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    all.push(...page.rows);
    cursor = page.nextCursor;
  }
  return all;
}

const isOneOf = (values: readonly unknown[], actual: unknown) =>
  values.length === 0 || values.includes(actual);
const isAnyOf = (values: readonly string[], actual: readonly string[]) =>
  values.length === 0 || values.some((value) => actual.includes(value));

/** The same filters in memory: the oracle. */
function matches(row: PairRow, filters: PairFilters): boolean {
  return [
    isOneOf(filters.case, row.case ?? "none"),
    isOneOf(filters.direction, row.firstPosition === 1 ? "1-2" : "2-1"),
    isOneOf(filters.subset, row.subset === null ? "none" : String(row.subset)),
    isOneOf(filters.verdict, row.verdict),
    isAnyOf(filters.outcome, [row.firstOutcome ?? "ungraded", row.secondOutcome ?? "ungraded"]),
    isAnyOf(filters.finding, row.findings.length === 0 ? ["none"] : row.findings),
    filters.q === "" || row.problem.includes(filters.q),
  ].every(Boolean);
}

const some = <T>(...values: readonly T[]) => fc.subarray([...values], { maxLength: 2 });
/** Mostly unset, or the list is empty more often than not. */
const rarely = <T>(...values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<T[]>([]) }, some(...values));
const filtersArbitrary: fc.Arbitrary<PairFilters> = fc.record({
  case: some("0,1", "1,1", "1,0", "0,0", "none"),
  direction: some("1-2", "2-1"),
  subset: some("1", "2", "none"),
  verdict: rarely(...verdicts),
  outcome: rarely("correct", "incorrect", "undecided", "ungraded"),
  policy: fc.constant([]),
  finding: rarely("none", "code-failed", "text-outside"),
  minTokens: fc.constant(null),
  maxTokens: fc.constant(null),
  run: fc.constant(null),
  problem: fc.constant(null),
  all: fc.boolean(),
  q: fc.constantFrom("", "", "", "(hard)", "100%", "_1", "Problem 3"),
});

describe("listPairs", () => {
  test("every filter is an in-memory filter, in every order, page by page", async () => {
    await fc.assert(
      fc.asyncProperty(filtersArbitrary, fc.constantFrom(...pairSorts), async (filters, sort) => {
        const found = await readAll(filters, sort, 7);
        const expected = rows.filter((row) => matches(row, filters)).map((row) => row.id);
        expect(new Set(found.map((row) => row.id)).size).toBe(found.length);
        expect(found.map((row) => row.id).toSorted((a, b) => b - a)).toEqual(expected);
      }),
      { numRuns: 80 },
    );
  }, 120_000);

  test("orders are what they say", async () => {
    const tokens = (await readAll(noFilters, "longest", 9)).map((row) => row.tokens ?? -1);
    expect(tokens).toEqual(tokens.toSorted((a, b) => b - a));
    const ids = (await readAll(noFilters, "oldest", 9)).map((row) => row.id);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  });

  test("facets count what the list would show for each value, their own filter apart", async () => {
    const filters: PairFilters = { ...noFilters, case: ["0,1"], direction: ["1-2"] };
    const { facets, total } = await pairFacets(localActor, project.projectId, filters);
    expect(total).toBe(rows.filter((row) => matches(row, filters)).length);
    for (const { value, count } of facets.case) {
      const own = rows.filter(
        (row) => matches(row, { ...filters, case: [] }) && (row.case ?? "none") === value,
      );
      expect([value, count]).toEqual([value, own.length]);
    }
    for (const { value, count } of facets.verdict) {
      const own = rows.filter((row) => matches(row, filters) && row.verdict === value);
      expect([value, count]).toEqual([value, own.length]);
    }
  });

  test("tabs count their lists", async () => {
    const tabs = await pairTabs(localActor, project.projectId);
    expect(tabs.all).toBe(rows.length);
    expect(tabs.toRetry).toBe(rows.filter((row) => row.case === "0,0").length);
    expect(tabs.undecided).toBe(
      rows.filter((row) => matches(row, { ...noFilters, outcome: ["undecided"] })).length,
    );
    expect(tabs.attempts).toBe(
      await db().trajectory.count({ where: { projectId: project.projectId } }),
    );
  });

  test("neighbours follow the filtered order", async () => {
    const filters: PairFilters = { ...noFilters, direction: ["2-1"] };
    const list = await readAll(filters, "longest", 200);
    const at = 4;
    const found = await neighbours(localActor, project.projectId, {
      pairId: list[at]?.id ?? 0,
      filters,
      sort: "longest",
    });
    expect(found).toEqual({
      previousId: list[at - 1]?.id,
      nextId: list[at + 1]?.id,
      place: at + 1,
      total: list.length,
    });
  });

  test("search finds text in attempts and transitions, expressions included", async () => {
    const search = async (q: string) =>
      (await readAll({ ...noFilters, q }, "newest", 200)).map((row) => row.id);
    const hasCode = rows.filter((row) => row.codeFailures > 0).map((row) => row.id);
    expect(await search("ZeroDivisionError")).toEqual(hasCode);
    expect(await search("zerodivisionERROR")).toEqual(hasCode);
    expect(await search("/ZeroDivision[A-Z]rror:/")).toEqual(hasCode);
    expect(await search("/zerodivision/")).toEqual([]);
    expect(await search("/zerodivision/i")).toEqual(hasCode);
    expect(await search("tedious, let's try code")).toEqual(
      rows.filter((row) => row.case === "0,1" && row.firstPosition === 2).map((row) => row.id),
    );
    expect(await search(`#${rows[3]?.id}`)).toEqual([rows[3]?.id]);
  });

  test("a search that cannot run is said in words", async () => {
    await expect(readAll({ ...noFilters, q: "/(/" }, "newest", 10)).rejects.toThrow(
      "/(/ is no regular expression: parentheses () not balanced. Correct it, or search without slashes.",
    );
    await expect(readAll({ ...noFilters, q: "a\u0000b" }, "newest", 10)).rejects.toThrow(/U\+0000/);
  });

  test("a place that this list never gave out is refused", async () => {
    const request = { filters: noFilters, sort: "newest" as const, cursor: "nonsense", limit: 10 };
    await expect(listPairs(localActor, project.projectId, request)).rejects.toThrow(
      /no place in this list/,
    );
  });

  test("another project's pairs are never read", async () => {
    const other = await makeTestProject("someone else's");
    const ids = rows.map((row) => row.id);
    expect(await listPairsByIds(localActor, other.projectId, ids)).toEqual([]);
    expect(await listPairsByIds(localActor, project.projectId, ids)).toHaveLength(ids.length);
    expect(
      await countPairsSince(localActor, other.projectId, { filters: noFilters, since: 0 }),
    ).toBe(0);
  });
});

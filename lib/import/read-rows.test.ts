import { ByteWriter, parquetWrite } from "hyparquet-writer";
import { expect, it } from "vitest";
import { Invalid } from "#lib/errors.ts";
import { readRows } from "./read-rows.ts";
import { ExactNumber, maxRowBytes, type RowResult } from "./schema.ts";
import { memorySource } from "./testing/fixture-file.ts";

async function read(
  name: string,
  content: string | Uint8Array,
  pieceBytes = 7,
): Promise<RowResult[]> {
  const rows: RowResult[] = [];
  for await (const row of readRows(memorySource(name, content, pieceBytes))) rows.push(row);
  return rows;
}

const values = (rows: readonly RowResult[]) => rows.map((row) => (row.ok ? row.value : row.reason));

it("reads JSON Lines with byte order mark, CRLF, blank lines and no last line end", async () => {
  const rows = await read("a.jsonl", '\ufeff{"a":"ä"}\r\n\r\n  \n{"a":2}');
  expect(rows).toEqual([
    { ok: true, line: 1, offset: 0, value: { a: "ä" } },
    { ok: true, line: 4, offset: 20, value: { a: 2 } },
  ]);
});

it.each([
  ["not JSON", "oops", /^is not JSON: /],
  ["an object cut off", '{"a":', /^is not JSON: /],
  ["NaN", '{"a":NaN}', /^is not JSON: /],
  ["a list", "[1]", /^is a list; a row is an object/],
  ["a text", '"x"', /^is a text; a row is an object/],
  ["null", "null", /^is null; a row is an object/],
  ["two rows in a line", '{"a":1}{"a":2}', /^is not JSON: /],
  ["a raw U+0000", '{"a":"\u0000"}', /^is not JSON: /],
  ["a deep row", `${'{"a":'.repeat(65)}1${"}".repeat(65)}`, /^is nested 65 deep; at most 64/],
])("reports %s and reads on", async (_name, line, reason) => {
  const rows = await read("a.jsonl", `{"ok":1}\n${line}\n{"ok":2}\n`);
  expect(rows.map((row) => row.ok)).toEqual([true, false, true]);
  expect(rows[1]).toMatchObject({ line: 2, offset: 9, field: "" });
  expect(values(rows)[1]).toMatch(reason);
});

it("names a key that stands twice, also with the same value and deep inside", async () => {
  const rows = await read(
    "a.jsonl",
    '{"a":1,"a":2}\n{"b":{"c":1,"c":1}}\n{"a":"x:y","b":"\\":"}\n',
  );
  expect(rows.map((row) => (row.ok ? "ok" : `${row.field} ${row.reason}`))).toEqual([
    "a stands twice in the row.",
    "a key stands twice in the row.",
    "ok",
  ]);
});

it("reports bytes that are not UTF-8", async () => {
  const bytes = new Uint8Array([...new TextEncoder().encode('{"a":"ok'), 0xff, 0x22, 0x7d, 0x0a]);
  const [row] = await read("a.jsonl", bytes);
  expect(row).toMatchObject({
    ok: false,
    line: 1,
    reason: expect.stringMatching(/not UTF-8 after .*ok/),
  });
});

it("reports a line that is too long without keeping it", async () => {
  const long = new Uint8Array(maxRowBytes + 10).fill(0x20);
  long[0] = 0x7b;
  const head = new TextEncoder().encode('{"a":1}\n');
  const bytes = new Uint8Array([...head, ...long, 0x0a, ...head]);
  const rows = await read("a.jsonl", bytes, 1 << 20);
  expect(rows.map((row) => row.ok)).toEqual([true, false, true]);
  expect(rows[1]).toMatchObject({ line: 2, offset: 8, reason: expect.stringContaining("16 MB") });
});

it("keeps numbers exact", async () => {
  const [row] = await read("a.jsonl", '{"big":1180591620717411303424,"half":0.50,"e":1e2,"n":7}');
  expect(row).toMatchObject({
    ok: true,
    value: { big: new ExactNumber("1180591620717411303424"), half: 0.5, e: 100, n: 7 },
  });
});

it("reads a JSON list with places, and goes on after a bad row", async () => {
  const rows = await read("a.json", '[\n  {"a": 1},\n  {"a": },\n  7,\n  {"a": "],}"}\n]\n');
  expect(rows.map((row) => [row.line, row.offset, row.ok])).toEqual([
    [2, 4, true],
    [3, 16, false],
    [4, 27, false],
    [5, 32, true],
  ]);
  expect(values(rows)[3]).toEqual({ a: "],}" });
});

it("says when a JSON list was cut off, or something follows it", async () => {
  expect(values(await read("a.json", '[{"a":1},{"a":'))).toEqual([
    { a: 1 },
    expect.stringContaining("cut off"),
  ]);
  expect(values(await read("a.json", '[{"a":1}'))).toEqual([
    { a: 1 },
    expect.stringContaining("cut off"),
  ]);
  expect(values(await read("a.json", '[{"a":1}] x'))[1]).toContain("after the closing ]");
});

it("reads CSV with quotes, line ends inside, semicolons and a byte order mark", async () => {
  const rows = await read("a.csv", '\ufeffproblem;answer\r\n"a; ""b""\nc";2\r\n\r\nd;3');
  expect(rows).toEqual([
    { ok: true, line: 2, offset: 19, value: { problem: 'a; "b"\nc', answer: "2" } },
    { ok: true, line: 5, offset: 37, value: { problem: "d", answer: "3" } },
  ]);
});

it("reports a CSV row with a stray quote or too few fields and loses no neighbour", async () => {
  const rows = await read("a.csv", 'p,a\n"bad" q,1\nok,2\nshort\nx "y,3\n"never closed,4\n');
  expect(rows.map((row) => [row.line, row.ok])).toEqual([
    [2, false],
    [3, true],
    [4, false],
    [5, false],
    [6, false],
  ]);
  expect(values(rows)[2]).toContain("has 1 fields; the header has 2");
  expect(values(rows)[4]).toContain("never closes");
});

it("refuses a CSV header that names a column twice", async () => {
  await expect(read("a.csv", "a,a\n1,2\n")).rejects.toThrow('names the column "a" twice');
});

it("reads Parquet with exact integers and nested columns", async () => {
  const writer = new ByteWriter();
  await parquetWrite({
    writer,
    columnData: [
      { name: "problem", data: ["one", "two"], type: "STRING" },
      { name: "answer", data: [9007199254740993n, 2n], type: "INT64" },
      { name: "score", data: [142, 0.5], type: "DOUBLE" },
    ],
  });
  const rows = await read("a.parquet", new Uint8Array(writer.getBuffer()));
  expect(rows).toEqual([
    {
      ok: true,
      line: 1,
      offset: null,
      value: { problem: "one", answer: new ExactNumber("9007199254740993"), score: 142 },
    },
    { ok: true, line: 2, offset: null, value: { problem: "two", answer: 2, score: 0.5 } },
  ]);
});

it.each([
  ["empty.jsonl", "", "is empty"],
  ["a.gz", new Uint8Array([0x1f, 0x8b, 8, 0]), "compressed"],
  ["a.xlsx", new Uint8Array([0x50, 0x4b, 3, 4]), "ZIP"],
  ["a.jsonl", new Uint8Array([0xff, 0xfe, 0x7b, 0]), "UTF-16"],
  ["a.parquet", "not parquet", "PAR1"],
  ["a.txt", "hello", "none of JSON Lines"],
  [
    "a.parquet",
    new Uint8Array([0x50, 0x41, 0x52, 0x31, 1, 2, 3, 4, 5, 6, 7, 8]),
    "not a Parquet file",
  ],
] as const)("refuses %s with a reason", async (name, content, words) => {
  const reading = read(name, content);
  await expect(reading).rejects.toBeInstanceOf(Invalid);
  await expect(reading).rejects.toThrow(words);
});

import { expect, it } from "vitest";
import { literalTexts } from "./literal-text.ts";

it.each([
  ["<p>Hello</p>", ["x.tsx:1: Hello"]],
  ['<p title="Close" />', ["x.tsx:1: Close"]],
  ['<p>{"Hello"}</p>', ["x.tsx:1: Hello"]],
  ["<p>\n  {count} items\n</p>", ["x.tsx:2: items"]],
  ["<p>{t('hello')}</p>", []],
  ["<p>· 12 % → &nbsp;</p>", []],
  ['<p className="grid" id="main" />', []],
  ["<kbd>Ctrl</kbd>", []],
  ["<p title={t('close')} />", []],
])("%s", (source, expected) => {
  expect(literalTexts("x.tsx", source)).toEqual(expected);
});

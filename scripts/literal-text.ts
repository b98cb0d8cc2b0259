// Finds words written into JSX instead of into messages/: `node scripts/literal-text.ts`. Punctuation, signs and numbers pass.
import { globSync, readFileSync } from "node:fs";
import ts from "typescript";

/** Attributes that people read or hear. */
const spokenAttributes = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "label",
  "placeholder",
  "title",
]);
/** What stands inside is a key or code, the same in every language. */
const untranslated = new Set(["code", "Code", "kbd", "Kbd"]);
const hasWords = (text: string) => /\p{L}/u.test(text);

/** `line: text` for every literal text of a TSX source. */
export function literalTexts(path: string, source: string): string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const report = (node: ts.Node, text: string) => {
    const { line } = file.getLineAndCharacterOfPosition(wordsBegin(node, file));
    found.push(`${path}:${line + 1}: ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxElement(node) && untranslated.has(node.openingElement.tagName.getText(file)))
      return;
    const text = literalOf(node);
    if (text !== null && hasWords(text)) report(node, text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A text node begins at the end of the line before it. */
function wordsBegin(node: ts.Node, file: ts.SourceFile): number {
  return ts.isJsxText(node) ? node.pos + node.text.search(/\S/) : node.getStart(file);
}

/** The text that a node puts before a reader, or null. */
function literalOf(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return withoutEntities(node.text);
  if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) {
    return ts.isStringLiteralLike(node.expression) ? node.expression.text : null;
  }
  if (
    !ts.isJsxAttribute(node) ||
    (!ts.isIdentifier(node.name) && !ts.isJsxNamespacedName(node.name))
  )
    return null;
  if (!spokenAttributes.has(node.name.getText())) return null;
  return node.initializer && ts.isStringLiteral(node.initializer) ? node.initializer.text : null;
}

function withoutEntities(text: string): string {
  return text.replace(/&[a-z]+;/g, "");
}

if (import.meta.main) {
  const files = globSync("{app,components}/**/*.tsx").filter((path) => !path.includes(".test."));
  const found = files.flatMap((path) => literalTexts(path, readFileSync(path, "utf8")));
  for (const line of found) process.stderr.write(`${line}\n`);
  process.stdout.write(`${files.length} files, ${found.length} literal texts\n`);
  process.exitCode = found.length > 0 || files.length === 0 ? 1 : 0;
}

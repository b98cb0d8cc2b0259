/**
 * Two names for narrow columns: an ending of more than four letters that both share after a hyphen or space is cut to three
 * letters and a full stop (`long-favoured`, `short-favoured` → `long-fav.`, `short-fav.`). Others stay as they are.
 */
export function shortNames(names: readonly [string, string]): readonly [string, string] {
  const endings = names.map((name) => /[- ]([^- ]{5,})$/.exec(name)?.[1]);
  const [one, two] = endings;
  if (one === undefined || one !== two) return names;
  const cut = (name: string) => `${name.slice(0, name.length - one.length + 3)}.`;
  return [cut(names[0]), cut(names[1])];
}

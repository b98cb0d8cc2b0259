/** The name to suggest for the next version: one more than the highest `v<number>` there is. */
export function nextVersionName(names: readonly string[]): string {
  const numbers = names.flatMap((name) => {
    const found = /^v(\d{1,6})$/.exec(name)?.[1];
    return found === undefined ? [] : [Number(found)];
  });
  return `v${Math.max(0, ...numbers) + 1}`;
}

/** A token mark as the axis writes it: 512, 4k, 16k. */
export function shortTokens(tokens: number): string {
  if (tokens >= 1_048_576) return `${Math.round((tokens / 1_048_576) * 10) / 10}M`;
  return tokens >= 1024 ? `${Math.round((tokens / 1024) * 10) / 10}k` : String(tokens);
}

/** Languages with a catalogue in `messages/`; the first one is the default and fills what another lacks. */
export const locales = ["en"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = locales[0];

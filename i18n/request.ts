import { getRequestConfig } from "next-intl/server";
import { isProduction } from "../lib/env.ts";
import { defaultLocale } from "./locale.ts";
import { readMessages } from "./messages.ts";

let held: ReturnType<typeof readMessages> | undefined;

export default getRequestConfig(async () => {
  // Read again on every request in development, so that an edited catalogue shows at once.
  if (!isProduction()) held = undefined;
  held ??= readMessages(defaultLocale);
  return {
    locale: defaultLocale,
    messages: await held,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: new Date(),
    formats: {
      number: {
        percent: { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 },
        short: { notation: "compact", maximumFractionDigits: 2 },
      },
      dateTime: {
        clock: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
        full: { dateStyle: "medium", timeStyle: "medium" },
      },
    },
  };
});

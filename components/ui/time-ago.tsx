"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { useState } from "react";

const steps = [
  { unit: "d", seconds: 86_400 },
  { unit: "h", seconds: 3_600 },
  { unit: "m", seconds: 60 },
] as const;

/** `9 m`, `2 h`, `1 d`; the local time and UTC on hover. */
export function TimeAgo({ at }: { readonly at: Date | string }) {
  const t = useTranslations("common.ago");
  const now = useNow({ updateInterval: 15_000 });
  const date = typeof at === "string" ? new Date(at) : at;
  const seconds = Math.max(0, Math.round((now.getTime() - date.getTime()) / 1000));
  const step = steps.find((one) => seconds >= one.seconds);
  return (
    <Stamp date={date}>
      {step ? t(step.unit, { n: Math.floor(seconds / step.seconds) }) : t("now")}
    </Stamp>
  );
}

/** `12:58` today's style clock; the full local time and UTC on hover. */
export function Clock({ at }: { readonly at: Date | string }) {
  const format = useFormatter();
  const date = typeof at === "string" ? new Date(at) : at;
  return <Stamp date={date}>{format.dateTime(date, "clock")}</Stamp>;
}

/** The full local time; UTC on hover. */
export function FullTime({ at }: { readonly at: Date | string }) {
  const format = useFormatter();
  const date = typeof at === "string" ? new Date(at) : at;
  return <Stamp date={date}>{format.dateTime(date, "full")}</Stamp>;
}

function Stamp({ date, children }: { readonly date: Date; readonly children: string }) {
  // Set on hover: the server does not know the reader's time zone.
  const [title, setTitle] = useState<string>();
  const show = () =>
    setTitle(`${date.toLocaleString()} · ${date.toISOString().slice(0, 19).replace("T", " ")} UTC`);
  return (
    <time
      dateTime={date.toISOString()}
      title={title}
      onPointerEnter={show}
      suppressHydrationWarning
    >
      {children}
    </time>
  );
}

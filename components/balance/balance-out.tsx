"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { ActionResult } from "#components/shell/action-result.ts";
import { PlainText } from "#components/text/plain-text.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Link } from "#components/ui/link.tsx";
import { NumberLink } from "#components/ui/number-link.tsx";
import type { BalanceOut, OutPair } from "#lib/balance/schema.ts";
import type { BalanceRule, DropCode } from "#lib/method/balance/schema.ts";
import { outHref } from "./hrefs.ts";

export type ListOut = (
  rule: BalanceRule,
  code: DropCode,
) => Promise<ActionResult<readonly OutPair[]>>;

interface BalanceOutProps {
  readonly projectId: number;
  readonly rule: BalanceRule;
  readonly out: readonly BalanceOut[];
  readonly listOut: ListOut;
}

/** What goes out and why; every count leads to its pairs. */
export function BalanceOutTable({ projectId, rule, out, listOut }: BalanceOutProps) {
  const t = useTranslations("balance");
  const format = useFormatter();
  const [open, setOpen] = useState<DropCode | null>(null);
  if (out.length === 0) return <p className="px-5 py-3 text-ink-3">{t("nothingOut")}</p>;
  return (
    <table className="grid-table" data-dense>
      <thead>
        <tr>
          <th>{t("reason")}</th>
          <th data-num>{t("pairs")}</th>
          <th data-num>{t("tokensIn")}</th>
          <th>{t("why")}</th>
        </tr>
      </thead>
      <tbody>
        {out.map(({ code, pairs, trainedTokens }) => {
          const href = outHref(projectId, code, rule);
          return (
            <tr key={code}>
              <td className="font-strong">{t(`code.${code}.name`)}</td>
              <td data-num>
                {href === null ? (
                  <button
                    type="button"
                    className="link"
                    aria-expanded={open === code}
                    onClick={() => setOpen(open === code ? null : code)}
                  >
                    {format.number(pairs)}
                  </button>
                ) : (
                  <NumberLink value={pairs} href={href} underlined />
                )}
              </td>
              <td data-num className="text-ink-3">
                {format.number(trainedTokens)}
              </td>
              <td className="w-full max-w-0 truncate text-ink-2">{t(`code.${code}.why`)}</td>
            </tr>
          );
        })}
      </tbody>
      {open === null ? null : (
        <tbody>
          <tr>
            <td colSpan={4} className="!h-auto !p-0">
              <OutList
                key={`${open} ${JSON.stringify(rule)}`}
                {...{ projectId, rule, listOut }}
                code={open}
              />
            </td>
          </tr>
        </tbody>
      )}
    </table>
  );
}

interface OutListProps {
  readonly projectId: number;
  readonly rule: BalanceRule;
  readonly code: DropCode;
  readonly listOut: ListOut;
}

function OutList({ projectId, rule, code, listOut }: OutListProps) {
  const t = useTranslations("balance");
  const unreachable = useTranslations("shell")("unreachable");
  const [answer, setAnswer] = useState<ActionResult<readonly OutPair[]> | null>(null);
  useEffect(() => {
    let isShown = true;
    const away = { ok: false, code: "unavailable", message: unreachable, fields: {} } as const;
    void listOut(rule, code)
      .catch(() => away)
      .then((result) => {
        if (isShown) setAnswer(result);
      });
    return () => {
      isShown = false;
    };
  }, [listOut, rule, code, unreachable]);
  if (answer === null) return <p className="px-5 py-2 text-ink-3">{t("reading")}</p>;
  if (!answer.ok) return <ErrorBox title={answer.message} className="m-3" />;
  return (
    <ul className="max-h-64 overflow-auto bg-sunken px-5 py-2 text-sm">
      {answer.data.map((pair) => (
        <li key={pair.pairId} className="flex h-6 items-center gap-2">
          <Link href={`/projects/${projectId}/trajectories/${pair.pairId}`} className="mono link">
            {pair.pairId}
          </Link>
          <span className="min-w-0 truncate">
            <PlainText>{pair.problem}</PlainText>
          </span>
          {pair.reason === "" ? null : (
            <span className="ml-auto truncate text-xs text-ink-3">
              <PlainText>{pair.reason}</PlainText>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

import { ArrowRight } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { CaseSign } from "#components/sign/case-sign.tsx";
import { DirectionSign } from "#components/sign/direction-sign.tsx";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import type { BalanceChange } from "#lib/balance/schema.ts";
import type { StrategyFaces } from "../balance/strategy-face.ts";

interface ChangeListProps {
  readonly strategies: StrategyFaces;
  readonly changes: readonly BalanceChange[];
}

/** What the rule chooses differently from what was seen when it was saved. */
export function ChangeList({ strategies, changes }: ChangeListProps) {
  const t = useTranslations("datasets.changes");
  if (changes.length === 0) return <p className="text-sm text-ink-2">{t("none")}</p>;
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {changes.map((change) => (
        <li key={JSON.stringify(change)} className="flex h-6 items-center gap-2">
          <Change change={change} strategies={strategies} />
        </li>
      ))}
    </ul>
  );
}

function Change({
  change,
  strategies,
}: {
  readonly change: BalanceChange;
  readonly strategies: StrategyFaces;
}) {
  const t = useTranslations("datasets.changes");
  const code = useTranslations("balance.code");
  if (change.what === "choice") return t("choice");
  const numbers = <BeforeAfter before={change.before} after={change.after} />;
  if (change.what === "out") {
    return (
      <>
        {t("out", { reason: code(`${change.code}.name`) })}
        {numbers}
      </>
    );
  }
  const [one, two] = strategies;
  const [first, second] = change.first === 1 ? [one, two] : [two, one];
  const subset = change.subset === null ? null : strategies[change.subset - 1];
  return (
    <>
      <CaseSign value={change.case} />
      <DirectionSign first={first} second={second} />
      {subset ? (
        <SubsetSign position={subset.position} sign={subset.sign} subsetName={subset.subsetName} />
      ) : null}
      {numbers}
    </>
  );
}

function BeforeAfter({ before, after }: { readonly before: number; readonly after: number }) {
  const t = useTranslations("datasets.changes");
  const format = useFormatter();
  return (
    <span className="ml-auto flex items-center gap-1">
      <span className="text-ink-3">{format.number(before)}</span>
      <ArrowRight className="size-3 text-ink-3" aria-label={t("to")} role="img" />
      <b className="font-semibold">{format.number(after)}</b>
    </span>
  );
}

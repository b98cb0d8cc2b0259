import { useTranslations } from "next-intl";
import { Count } from "#components/ui/number-link.tsx";
import type { StepCounts } from "#lib/run/detail/schema.ts";

const states = ["waiting", "leased", "done", "attention", "cancelled"] as const;

/** Where the units stand: generate → grade → generate → grade → splice. */
export function RunSteps({ steps }: { readonly steps: readonly StepCounts[] }) {
  const t = useTranslations("runs");
  const shown = states.filter(
    (state) => state !== "cancelled" || steps.some((step) => step.cancelled > 0),
  );
  return (
    <table className="grid-table" data-dense="">
      <thead>
        <tr>
          <th>{t("step.label")}</th>
          {shown.map((state) => (
            <th key={state} data-num>
              {t(`unit.${state}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.what}>
            <td>{t(`step.${step.what}`)}</td>
            {shown.map((state) => (
              <td key={state} data-num className={step[state] === 0 ? "text-ink-3" : undefined}>
                <Count value={step[state]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { StrategySign } from "#components/sign/strategy-sign.tsx";
import { SubsetSign } from "#components/sign/subset-sign.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { StrategyFields } from "#lib/project/schema.ts";

interface StrategyFieldsetProps {
  readonly position: 1 | 2;
  readonly value: StrategyFields;
  /** Without it the strategy is only shown. */
  readonly onChange?: (value: StrategyFields) => void;
}

/** One of the two strategies: name, sign, subset, tools, with its signs as they will look. */
export function StrategyFieldset({ position, value, onChange }: StrategyFieldsetProps) {
  const t = useTranslations("projects.form");
  const sign = value.sign || "?";
  return (
    <fieldset className="min-w-0 rounded-lg border border-line px-3 pt-2 pb-3">
      <legend className="sr-only">{t("position", { n: position })}</legend>
      <div className="mb-2 flex h-7 items-center gap-2">
        <StrategySign
          position={position}
          sign={sign}
          name={value.name || t("position", { n: position })}
        />
        <span className="truncate font-strong">{value.name || t("position", { n: position })}</span>
        <span className="ml-auto flex min-w-0 items-center gap-1.5 text-xs text-ink-3">
          <SubsetSign
            position={position}
            sign={sign}
            subsetName={value.subsetName || t("subset")}
          />
          <span className="truncate">{value.subsetName}</span>
        </span>
      </div>
      {onChange ? (
        <Fields position={position} value={value} onChange={onChange} />
      ) : (
        <Facts value={value} />
      )}
    </fieldset>
  );
}

function Facts({ value }: { readonly value: StrategyFields }) {
  const t = useTranslations("projects.form");
  return (
    <p className="text-sm text-ink-2">{value.usesTools ? t("withTools") : t("withoutTools")}</p>
  );
}

type FieldsProps = StrategyFieldsetProps & { readonly onChange: (value: StrategyFields) => void };

function Fields({ position, value, onChange }: FieldsProps) {
  const t = useTranslations("projects.form");
  const id = (name: string) => `strategy-${position}-${name}`;
  return (
    <div className="grid grid-cols-[1fr_64px] gap-x-3 gap-y-2.5">
      <Field id={id("name")} label={t("strategyName")}>
        <Input
          id={id("name")}
          value={value.name}
          maxLength={40}
          required
          placeholder={t(`strategyPlaceholder${position}`)}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
        />
      </Field>
      <Field id={id("sign")} label={t("sign")}>
        <Input
          id={id("sign")}
          value={value.sign}
          maxLength={2}
          required
          mono
          onChange={(event) => onChange({ ...value, sign: event.target.value })}
        />
      </Field>
      <Field id={id("subset")} label={t("subsetName")} className="col-span-2">
        <Input
          id={id("subset")}
          value={value.subsetName}
          maxLength={60}
          required
          placeholder={t(`subsetPlaceholder${position}`)}
          onChange={(event) => onChange({ ...value, subsetName: event.target.value })}
        />
      </Field>
      <Checkbox
        className="col-span-2"
        checked={value.usesTools}
        onChange={(usesTools) => onChange({ ...value, usesTools })}
      >
        {t("usesTools")}
      </Checkbox>
    </div>
  );
}

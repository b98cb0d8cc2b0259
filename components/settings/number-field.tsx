"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface NumberFieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A number as typed; the server says what is wrong with it. */
export function NumberField({ id, label, hint, value, onChange }: NumberFieldProps) {
  return (
    <Field id={id} label={label} hint={hint}>
      <Input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        className="tabular-nums"
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

/** Empty stays no number, so that the server refuses it by name. */
export function toNumber(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text.trim().replaceAll(/[\s,_]/g, ""));
}

/** Empty means no limit. */
export function toLimit(text: string): number | null {
  return text.trim() === "" ? null : toNumber(text);
}

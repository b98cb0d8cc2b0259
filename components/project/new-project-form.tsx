"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { ActionResult } from "#components/shell/action-result.ts";
import { useAction } from "#components/shell/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ErrorBox } from "#components/ui/error-box.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import type { StrategyFields } from "#lib/project/schema.ts";
import { StrategyFieldset } from "./strategy-fieldset.tsx";

interface NewProjectFormProps {
  readonly action: (input: unknown) => Promise<ActionResult<{ readonly id: number }>>;
  /** The pair a project starts with unless another is typed. */
  readonly defaultStrategies: readonly StrategyFields[];
}

const emptyStrategy: StrategyFields = { name: "", sign: "", subsetName: "", usesTools: false };

/** Name, pair of strategies, teachers: everything else has a default under Settings. */
export function NewProjectForm({ action, defaultStrategies }: NewProjectFormProps) {
  const t = useTranslations("projects.form");
  const router = useRouter();
  const [fields, setFields] = useState({
    name: "",
    description: "",
    embedded: true,
    largeFavours: "1",
  });
  const [isOwnPair, setOwnPair] = useState(false);
  const [pair, setPair] = useState<readonly [StrategyFields, StrategyFields]>([
    emptyStrategy,
    emptyStrategy,
  ]);
  const create = useAction(action, ({ id }) => router.push(`/projects/${id}`));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { largeFavours, ...rest } = fields;
    create.run({
      ...rest,
      pair: isOwnPair ? { strategies: pair, largeFavours: Number(largeFavours) } : null,
    });
  };
  const [first, second] = isOwnPair
    ? pair
    : [defaultStrategies[0] ?? emptyStrategy, defaultStrategies[1] ?? emptyStrategy];
  return (
    <form onSubmit={submit} className="max-w-3xl space-y-5 px-5 py-5">
      <Field id="name" label={t("name")} className="max-w-md">
        <Input
          id="name"
          value={fields.name}
          onChange={(event) => setFields({ ...fields, name: event.target.value })}
          required
          maxLength={80}
          autoComplete="off"
        />
      </Field>
      <Field
        id="description"
        label={t("description")}
        optional={t("optional")}
        className="max-w-md"
      >
        <Textarea
          id="description"
          value={fields.description}
          onChange={(event) => setFields({ ...fields, description: event.target.value })}
          rows={2}
        />
      </Field>
      <section>
        <div className="mb-2 flex items-center gap-3">
          <h2 className="text-lg font-semibold">{t("pair")}</h2>
          <Segmented
            label={t("pair")}
            value={isOwnPair ? "own" : "default"}
            onChange={(value) => setOwnPair(value === "own")}
            items={[
              { value: "default", label: t("pairDefault") },
              { value: "own", label: t("pairOwn") },
            ]}
          />
        </div>
        <p className="mb-3 max-w-xl text-sm text-ink-2">{t("pairHint")}</p>
        <div className="grid grid-cols-2 gap-4">
          <StrategyFieldset
            position={1}
            value={first}
            {...(isOwnPair
              ? { onChange: (value: StrategyFields) => setPair([value, second]) }
              : {})}
          />
          <StrategyFieldset
            position={2}
            value={second}
            {...(isOwnPair ? { onChange: (value: StrategyFields) => setPair([first, value]) } : {})}
          />
        </div>
        {isOwnPair ? (
          <Field id="large" label={t("large")} hint={t("largeHint")} className="mt-4 max-w-md">
            <Select
              id="large"
              value={fields.largeFavours}
              onChange={(largeFavours) => setFields({ ...fields, largeFavours })}
              options={[
                { value: "1", label: first.subsetName || t("position", { n: 1 }) },
                { value: "2", label: second.subsetName || t("position", { n: 2 }) },
              ]}
            />
          </Field>
        ) : null}
      </section>
      <section>
        <h2 className="mb-2 text-lg font-semibold">{t("teachers")}</h2>
        <Checkbox
          checked={fields.embedded}
          onChange={(embedded) => setFields({ ...fields, embedded })}
        >
          {t("embedded")}
        </Checkbox>
        <p className="mt-1 max-w-xl pl-[22px] text-xs text-ink-3">{t("embeddedHint")}</p>
      </section>
      {create.failure ? <ErrorBox title={create.failure.message} /> : null}
      <Button
        type="submit"
        variant="primary"
        pending={create.pending}
        disabled={fields.name.trim() === ""}
      >
        {t("create")}
      </Button>
    </form>
  );
}

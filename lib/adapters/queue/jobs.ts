import { z } from "zod";

/** Coarse jobs by name with their payloads. Payloads hold ids only: what a job does is read from the rows when it starts. */
export const jobSchemas = {
  "import-file": z.object({ runId: z.int().positive() }),
  "export-dataset": z.object({ runId: z.int().positive() }),
  "settle-pairs": z.object({ projectId: z.int().positive() }),
  "test-policy": z.object({ policyId: z.int().positive() }),
} as const;

export type JobName = keyof typeof jobSchemas;
type Payloads = { [Name in JobName]: z.infer<(typeof jobSchemas)[Name]> };
export type JobPayload<Name extends JobName> = Payloads[Name];

export const jobNames: readonly JobName[] = [
  "import-file",
  "export-dataset",
  "settle-pairs",
  "test-policy",
];

/** Reads a payload as it came out of the queue's table. */
export function parsePayload<Name extends JobName>(name: Name, data: unknown): JobPayload<Name> {
  const schemas: { readonly [Key in JobName]: z.ZodType<Payloads[Key]> } = jobSchemas;
  return schemas[name].parse(data);
}

import { z } from "zod";
import { db } from "#lib/adapters/db/client.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { AuditLine } from "../schema.ts";
import { foldAuditLines } from "./fold-lines.ts";

const detailsSchema = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .catch({});
const rowsRead = 60;

/** Splicing is the machine's daily work: thousands of rows that are no news. */
const silent = ["pair.settle", "call.record"];

/** What was done lately in the project, newest first. */
export async function listLately(
  _actor: Actor,
  projectId: number,
  most: number,
): Promise<AuditLine[]> {
  const rows = await db().audit.findMany({
    where: { projectId, action: { notIn: silent } },
    orderBy: { id: "desc" },
    take: rowsRead,
    select: { id: true, at: true, actor: true, action: true, subject: true, details: true },
  });
  return foldAuditLines(
    rows.map((row) => ({ ...row, details: detailsSchema.parse(row.details) })),
    most,
  );
}

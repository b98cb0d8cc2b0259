import { createHash } from "node:crypto";
import type { Tx } from "../adapters/db/client.ts";
import type { Actor } from "../member/actor.ts";

export interface AuditRow {
  /** `noun.verb`, e.g. `entry.save-transition`. */
  readonly action: string;
  readonly projectId: number | null;
  /** `noun:id`, e.g. `entry:412`. */
  readonly subject: string;
  /** Any text that stands for the state before and after; only its SHA-256 is kept. */
  readonly before?: string;
  readonly after?: string;
  /** Small facts a person wants to read later; never a secret, never trajectory text. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Appends one row to the chain, in the caller's transaction: no mutation without it. */
export async function recordAudit(tx: Tx, actor: Actor, row: AuditRow): Promise<void> {
  const before = row.before === undefined ? "" : sha256(row.before);
  const after = row.after === undefined ? "" : sha256(row.after);
  const details = row.details ?? {};
  // One writer at a time keeps the chain a chain; released at commit.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('studio.audit'))`;
  const last = await tx.audit.findFirst({ orderBy: { id: "desc" }, select: { hash: true } });
  const previous = last?.hash ?? "";
  const hash = sha256(
    JSON.stringify([
      previous,
      actor.id,
      row.action,
      row.projectId,
      row.subject,
      before,
      after,
      details,
    ]),
  );
  await tx.audit.create({
    data: {
      actor: actor.id,
      action: row.action,
      projectId: row.projectId,
      subject: row.subject,
      before,
      after,
      details,
      previous,
      hash,
    },
  });
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

import { db } from "#lib/adapters/db/client.ts";
import { notify } from "#lib/adapters/db/events.ts";
import { recordAudit } from "#lib/audit/mutations.ts";
import { countMissingTokens } from "#lib/dataset/recount/mutations.ts";
import type { Actor } from "#lib/member/actor.ts";
import type { BalanceRule } from "#lib/method/balance/schema.ts";
import { previewBalance, readBalanceRule } from "./queries.ts";
import { type StoredBalanceRule, totalsOf } from "./schema.ts";

/** Stores the rule of its buffer together with what it chooses now; freeze evaluates it again. */
export async function saveBalanceRule(
  actor: Actor,
  input: { readonly projectId: number; readonly rule: BalanceRule },
): Promise<StoredBalanceRule> {
  const { projectId, rule } = input;
  await countMissingTokens(actor, projectId);
  const preview = await previewBalance(actor, input);
  return db().$transaction(async (tx) => {
    const before = await readBalanceRule(tx, projectId, rule.buffer);
    const stored = { rule, preview, createdBy: actor.id, updatedAt: new Date() };
    await tx.balanceRule.upsert({
      where: { projectId_buffer: { projectId, buffer: rule.buffer } },
      create: { projectId, buffer: rule.buffer, ...stored },
      update: stored,
    });
    await recordAudit(tx, actor, {
      action: "balance.save",
      projectId,
      subject: `balance:${rule.buffer}`,
      before: before === null ? "" : JSON.stringify(before.rule),
      after: JSON.stringify(rule),
      details: { seed: rule.seed, by: rule.by, entries: totalsOf(preview).in.entries },
    });
    await notify(tx, { topic: "balance", projectId });
    return stored;
  });
}

import type { Change, Topic } from "./schema.ts";

const mostIds = 50;

/** Folds a burst into few changes: each (topic, id) once, and a topic with very many ids only by its name. */
export function coalesce(changes: readonly Change[]): Change[] {
  const byTopic = new Map<Topic, Set<number | undefined>>();
  for (const change of changes) {
    const ids = byTopic.get(change.topic) ?? new Set();
    byTopic.set(change.topic, ids.add(change.id));
  }
  return [...byTopic].flatMap(([topic, ids]) =>
    ids.has(undefined) || ids.size > mostIds
      ? [{ topic }]
      : [...ids].map((id) => withId(topic, id)),
  );
}

function withId(topic: Topic, id: number | undefined): Change {
  return id === undefined ? { topic } : { topic, id };
}

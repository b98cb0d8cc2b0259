import { db } from "#lib/adapters/db/client.ts";
import { makeTestProject } from "#lib/pair/testing/mutations.ts";

/** A project with many (0,0) pairs, which need no entry; problems are numbered, directions alternate. Returns its id. */
export async function seedLongList(name: string, pairs: number): Promise<number> {
  const { projectId, strategyAt, policyAt } = await makeTestProject(name);
  await db().$executeRaw`
    INSERT INTO problem (project_id, ordinal, content_sha256, text, answer, favoured_strategy_id)
    SELECT ${projectId}, n, md5(n::text), 'Long list, problem ' || n, n::text,
      CASE WHEN n % 3 = 0 THEN ${strategyAt[1]}::int ELSE ${strategyAt[2]}::int END
    FROM generate_series(1, ${pairs}) AS n`;
  for (const position of [1, 2] as const) {
    await db().$executeRaw`
      INSERT INTO trajectory (project_id, problem_id, policy_id, strategy_id, is_recorded, content_sha256,
        characters, findings, outcome, extracted)
      SELECT ${projectId}, id, ${policyAt[position]}, ${strategyAt[position]}, true, content_sha256, 9, '{}',
        'incorrect', 'no'
      FROM problem WHERE project_id = ${projectId} ORDER BY ordinal`;
  }
  await db().$executeRaw`
    INSERT INTO pair (project_id, problem_id, z, first_strategy_id, first_id, second_id, case_of, reason, is_latest,
      favoured_strategy_id, first_outcome, second_outcome, findings)
    SELECT ${projectId}, problem.id, ordinal % 2,
      CASE WHEN ordinal % 2 = 1 THEN one.strategy_id ELSE two.strategy_id END,
      CASE WHEN ordinal % 2 = 1 THEN one.id ELSE two.id END, CASE WHEN ordinal % 2 = 1 THEN two.id ELSE one.id END,
      '0,0', 'Neither attempt is correct.', true, favoured_strategy_id, 'incorrect', 'incorrect', '{}'
    FROM problem
    JOIN trajectory AS one ON one.problem_id = problem.id AND one.strategy_id = ${strategyAt[1]}
    JOIN trajectory AS two ON two.problem_id = problem.id AND two.strategy_id = ${strategyAt[2]}
    WHERE problem.project_id = ${projectId} ORDER BY ordinal`;
  await db().$executeRaw`ANALYZE`;
  return projectId;
}

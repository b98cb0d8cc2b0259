import { writeFileSync } from "node:fs";
import { drawZ } from "#lib/method/teacher-distillation/draw.ts";
import { problemHash } from "#lib/problem/content-hash.ts";
import { families, type SampleProblem } from "./families.ts";

/** The default seed of a project: who goes first is drawn with it. */
const projectSeed = 42;

/**
 * The sample project's problems. Every answer is computed or a fixed fact, every family is taken in both orders alike (the
 * strategy at position 1 first, and second), and the same comes out each time.
 */
export function makeSamples(): { train: SampleProblem[]; heldOut: SampleProblem[] } {
  const train: SampleProblem[] = [];
  const heldOut: SampleProblem[] = [];
  for (const { candidates, trainEach, heldOut: heldOutCount } of families) {
    const [oneFirst, twoFirst] = [
      inOrder(candidates, 1, trainEach),
      inOrder(candidates, 0, trainEach),
    ];
    const taken = oneFirst.flatMap((problem, i) => [problem, ...twoFirst.slice(i, i + 1)]);
    train.push(...taken);
    heldOut.push(
      ...candidates.filter((problem) => !taken.includes(problem)).slice(0, heldOutCount),
    );
  }
  return { train: interleaved(train), heldOut: interleaved(heldOut) };
}

function inOrder(candidates: readonly SampleProblem[], z: 0 | 1, count: number): SampleProblem[] {
  const drawn = candidates.filter(
    ({ problem }) => drawZ(projectSeed, problemHash(problem), 1) === z,
  );
  if (drawn.length < count)
    throw new Error(`${candidates[0]?.topic}: ${drawn.length} of ${count} problems drawn ${z}`);
  return drawn.slice(0, count);
}

/** Families take turns, so that the dashboard shows every case from the first minute on. */
function interleaved(problems: readonly SampleProblem[]): SampleProblem[] {
  const byTopic = Map.groupBy(problems, ({ topic }) => topic);
  const rest = [...byTopic.values()].map((list) => [...list]);
  const mixed: SampleProblem[] = [];
  while (mixed.length < problems.length) {
    rest.sort((a, b) => b.length - a.length);
    for (const list of rest) mixed.push(...list.splice(0, 1));
  }
  return mixed;
}

export function toLines(problems: readonly SampleProblem[]): string {
  return problems.map((problem) => `${JSON.stringify(problem)}\n`).join("");
}

// `node samples/make-samples.ts` writes the two files beside it.
if (import.meta.main) {
  const { train, heldOut } = makeSamples();
  writeFileSync(new URL("problems.jsonl", import.meta.url), toLines(train));
  writeFileSync(new URL("held-out.jsonl", import.meta.url), toLines(heldOut));
}

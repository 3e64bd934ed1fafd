import type { StudyPlan, StudyRun } from '@signalbox/quality'

/** A plan without prompts and answers. */
export function toPlanJson({ pairs, arms, judge, expectedNanoUsd, mostNanoUsd, ...plan }: StudyPlan): object {
  return {
    ...plan,
    arms: { a: arms.a.name, b: arms.b.name },
    judge: judge.name,
    pairs: pairs.length,
    expectedUsd: expectedNanoUsd / 1e9,
    mostUsd: mostNanoUsd / 1e9,
  }
}

/** A study's run without its verdicts, which the report folds. */
export function toRunJson({ verdicts, costNanoUsd, ...run }: StudyRun): object {
  return { ...run, verdicts: verdicts.length, costUsd: costNanoUsd / 1e9 }
}

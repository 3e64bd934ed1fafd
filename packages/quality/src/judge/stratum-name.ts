import type { Arm } from './arms.ts'

/** Names of strata are kept with verdicts: one of its own for each task type and arm. */
export function stratumName(task: string, { name }: Arm): string {
  return `${task}/${name}`
}

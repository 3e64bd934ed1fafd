import type { Served } from './side-run.ts'

/** Whether the same target serves; where a record names no more than the model, whether the same model does. */
export function isSameRoute(before: Served | undefined, after: Served | undefined): boolean {
  if (before?.target === after?.target) return true
  return before !== undefined && before.target === before.model && before.model === after?.model
}

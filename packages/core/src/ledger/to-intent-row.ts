import type { AttemptStart } from '../outcome/attempt.ts'
import type { IntentRow } from './ledger-row.ts'

export function toIntentRow(requestId: string, start: AttemptStart): IntentRow {
  const { n, step, purpose, target, model, tier, startedAtMs } = start
  return { requestId, n, step, purpose, target, model, tier, startedAtMs, study: undefined }
}

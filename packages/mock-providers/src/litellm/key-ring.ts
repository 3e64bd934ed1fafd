import type { LitellmKey } from './litellm-deployment.ts'
import type { LitellmError } from './litellm-error.ts'
import { refusals } from './litellm-refusals.ts'

/** Who may do what, and what it has cost them. */
export interface KeyRing {
  /** undefined = welcome. */
  readonly refuse: (key: string | undefined) => LitellmError | undefined
  /** Budget and groups of a virtual key. */
  readonly refuseGroup: (key: string | undefined, group: string) => LitellmError | undefined
  /** Its requests a minute; asked, one is counted. */
  readonly refuseRate: (key: string | undefined) => LitellmError | undefined
  readonly charge: (key: string | undefined, usd: number) => void
  readonly spendUsd: (key: string | undefined) => number
  readonly reset: () => void
}

const minuteMs = 60_000

export function createKeyRing(
  masterKey: string | undefined,
  keys: Readonly<Record<string, LitellmKey>>,
  nowMs: () => number,
): KeyRing {
  const spent = new Map<string, number>()
  const minutes = new Map<string, { readonly endsMs: number; count: number }>()
  const isOpen = masterKey === undefined && Object.keys(keys).length === 0
  const limitsOf = (key: string | undefined): LitellmKey =>
    key !== undefined && Object.hasOwn(keys, key) ? (keys[key] ?? {}) : {}
  const spendUsd = (key: string | undefined): number => (limitsOf(key).spendUsd ?? 0) + (spent.get(key ?? '') ?? 0)
  return {
    refuse: (key) => {
      if (isOpen || (key !== undefined && (key === masterKey || Object.hasOwn(keys, key)))) return undefined
      return key === undefined ? refusals.noKey() : refusals.unknownKey(key)
    },
    refuseGroup: (key, group) => {
      const { maxBudgetUsd, models } = limitsOf(key)
      if (models !== undefined && !models.includes(group)) return refusals.modelDenied(group)
      const spend = spendUsd(key)
      return maxBudgetUsd !== undefined && spend >= maxBudgetUsd ? refusals.overBudget(spend, maxBudgetUsd) : undefined
    },
    refuseRate: (key) => {
      const { rpmLimit } = limitsOf(key)
      if (key === undefined || rpmLimit === undefined) return undefined
      const now = nowMs()
      let minute = minutes.get(key)
      if (minute === undefined || minute.endsMs <= now)
        minutes.set(key, (minute = { endsMs: now + minuteMs, count: 0 }))
      return ++minute.count > rpmLimit ? refusals.overRate(rpmLimit, minute.endsMs, now) : undefined
    },
    charge: (key, usd) => void spent.set(key ?? '', (spent.get(key ?? '') ?? 0) + usd),
    spendUsd,
    reset: () => {
      spent.clear()
      minutes.clear()
    },
  }
}

import type { BreakerEvent, BreakerStore, Failure, Target } from '@signalbox/core'
import type { RandomWorld } from './random-world.ts'
import { spokenFor, type AttemptRecord } from './request-record.ts'
import { fail } from './violation.ts'

/** A probe that is forgotten after so long. */
const probeLimitMs = 120_000

/** Who moves a breaker, and how many probes are out. */
export interface BreakerLaws {
  /** The same store, watched. */
  readonly watch: (store: BreakerStore) => BreakerStore
  readonly onStart: (attempt: AttemptRecord) => void
  readonly onEnd: (attempt: AttemptRecord) => void
}

export function createBreakerLaws(world: RandomWorld, onBroken: (run: () => void) => void): BreakerLaws {
  const live = new Set<AttemptRecord>()
  let lastEnded: { readonly attempt: AttemptRecord; readonly atMs: number } | undefined
  let nowMs = (): number => 0
  /** Keys whose probe has begun and belongs to the next attempt. */
  let announced: string[] = []
  const probes = new Map<string, { readonly attempt: AttemptRecord; readonly atMs: number }>()

  const check = (key: string, { type }: BreakerEvent): void => {
    if (type === 'probe-start') {
      const out = probes.get(key)
      if (out !== undefined && live.has(out.attempt) && !hasDone(out.attempt) && nowMs() - out.atMs < probeLimitMs)
        fail(6, `${key} has two probes: ${nameOf(out.attempt)} is still out`)
      announced.push(key)
      return
    }
    if (type === 'probe-drop') return
    const actors = [...live, ...(lastEnded?.atMs === nowMs() ? [lastEnded.attempt] : [])]
    if (!actors.some((attempt) => spokenFor(world, attempt).some((target) => namesOf(target).includes(key))))
      fail(6, `${key} hears of a ${type} that none of its targets has had`)
  }
  return {
    watch: (store) => {
      nowMs = store.nowMs
      return {
        ...store,
        apply: (key, event) => {
          onBroken(() => check(key, event))
          const applied = store.apply(key, event)
          // What a probe of before finds no longer counts; and whoever found it well, nobody waits for the probe.
          if (applied.after.phase === 'open' || event.type === 'success') probes.delete(key)
          return applied
        },
      }
    },
    onStart: (attempt) => {
      live.add(attempt)
      for (const key of announced) probes.set(key, { attempt, atMs: nowMs() })
      announced = []
    },
    onEnd: (attempt) => {
      live.delete(attempt)
      lastEnded = { attempt, atMs: nowMs() }
    },
  }
}

/** Nobody waits for the end of a reader whose provider has ended. */
function hasDone({ call }: AttemptRecord): boolean {
  return call?.told.hasFinish === true
}

function nameOf({ requestId, start }: AttemptRecord): string {
  return `${requestId}/${start.n}`
}

/** Breakers of this target that have anything to say. Written anew, not as the engine has it. */
export function keysOf(store: BreakerStore, target: Target): string[] {
  return namesOf(target).filter((key) => store.get(key) !== undefined)
}

export function isShut(store: BreakerStore, key: string): boolean {
  const state = store.get(key)
  if (state === undefined || state.phase === 'closed') return false
  return store.nowMs() < state.openUntilMs || state.probeStartMs !== undefined
}

/** A breaker of this target that lets no call through that is not its probe. */
export function isShutOrHalfOpen(store: BreakerStore, target: Target): string | undefined {
  return keysOf(store, target).find((key) => (store.get(key)?.phase ?? 'closed') !== 'closed')
}

/** The breaker that a failure of this target belongs to; undefined = none. */
export function illKeyOf(target: Target, { scope, kind }: Failure): string | undefined {
  const wanted = scope === 'key' && kind === 'rate-limit' ? 'rate' : scope
  return namesOf(target).find((key) => key.startsWith(`${wanted}:`))
}

export function namesOf({ id, provider, key, model, region }: Target): readonly string[] {
  return [
    `target:${id}`,
    `provider:${provider}`,
    `key:${provider}:${key}`,
    `rate:${provider}:${key}:${model}`,
    `model:${provider}:${model}`,
    `region:${provider}:${region}`,
  ]
}

import type { Attempt, AttemptStart, Decision, FailureKind, PlanStep, Target } from '@signalbox/core'
import type { SimCall } from './network.ts'
import type { RandomWorld, Visitor } from './random-world.ts'

/** One attempt as events and network tell it. */
export interface AttemptRecord {
  readonly requestId: string
  readonly start: AttemptStart
  /** What it may cost at most: the dearest that may answer. */
  readonly mostNanoUsd: number
  call: SimCall | undefined
  end: Attempt | undefined
}

/** What is known of one request while it runs: the laws are held against this, not against what the engine remembers. */
export interface RequestRecord {
  readonly visitor: Visitor
  decision: Decision | undefined
  readonly attempts: AttemptRecord[]
  readonly failures: { readonly kind: FailureKind; readonly target: string }[]
  /** Targets that a carrier has tried in a call that failed, the call's own not among them. */
  readonly covered: Set<string>
  /** Breakers of what has failed in it: ill for this request, whatever they say. */
  readonly ill: Set<string>
}

export function targetOf({ options }: RandomWorld, id: string): Target {
  const target = options.targets.find((one) => one.id === id)
  if (target === undefined) throw new Error(`The world has no target ${id}.`)
  return target
}

/**
 * Whom the engine may hold for an attempt: who answered, as soon as it was told, else the target it called. Where two of a call go
 * by one name, nobody can tell them apart.
 */
export function spokenFor(world: RandomWorld, { start, call }: AttemptRecord): readonly Target[] {
  const by = call?.told.by
  const all = [start.target, ...(start.alternates ?? [])].map((id) => targetOf(world, id))
  return by === undefined ? all.slice(0, 1) : all.filter((one) => isNamesake(one, by))
}

export function isNamesake(one: Target, other: Target): boolean {
  return (one.as ?? one.model) === (other.as ?? other.model)
}

/** The failures that lead to a step, or keep from it. */
export function isReached({ onlyAfter, notAfter }: PlanStep, { failures }: RequestRecord): boolean {
  const has = (kinds: readonly FailureKind[]): boolean => failures.some(({ kind }) => kinds.includes(kind))
  return (onlyAfter === undefined || has(onlyAfter)) && (notAfter === undefined || !has(notAfter))
}

/** Why this target may not be called now, whatever the plan says; prices and money aside. */
export function brokenConstraint(
  world: RandomWorld,
  { visitor, failures }: RequestRecord,
  step: Pick<PlanStep, 'target' | 'onlyAfter'>,
  nowMs: number,
): string | undefined {
  const id = step.target
  if (world.denied.has(id)) return `${id} is denied`
  if (visitor.denies === id) return `${id} is denied by the caller`
  const card = world.options.catalog.find(targetOf(world, id).model)
  if (card?.availableUntil !== undefined && nowMs >= Date.parse(card.availableUntil)) return `${id} is withdrawn`
  // Who names a target for prompts that are too long elsewhere knows its window better than a catalogue.
  if (step.onlyAfter !== undefined) return undefined
  const windowOf = (one: string): number => world.options.catalog.find(targetOf(world, one).model)?.contextTokens ?? 0
  const tight = failures.find(({ kind, target }) => kind === 'context-length' && windowOf(id) <= windowOf(target))
  return tight && `${id} has no larger window than ${tight.target}, which the prompt did not fit`
}

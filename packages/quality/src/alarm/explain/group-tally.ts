import { createBoundedCounts, type BoundedCounts } from '../bounded-counts.ts'
import type { BrokenBelow } from '../broken-below.ts'
import { createExamples, type Examples } from './examples.ts'
import type { LeakRow } from './leak-row.ts'
import { createTraitTally, type TraitTally } from './trait-tally.ts'
import type { SeenTraits } from './traits-of.ts'

/** Escalations of one task type that came through one part of the policy. */
export interface GroupTally {
  readonly cause: string
  readonly source: string
  requests: number
  /** Tiers that served. */
  readonly tiers: BoundedCounts
  /** What gates found, what failed where, which target broke what. */
  readonly findings: BoundedCounts
  readonly examples: Examples
  readonly traits: TraitTally
}

const most = 100

export function createGroupTally(cause: string, source: string): GroupTally {
  return {
    cause,
    source,
    requests: 0,
    tiers: createBoundedCounts(most),
    findings: createBoundedCounts(most),
    examples: createExamples(),
    traits: createTraitTally(),
  }
}

export function addToGroup(
  group: GroupTally,
  row: LeakRow,
  { traits, isRecorded }: SeenTraits,
  broken: ReturnType<BrokenBelow>,
): void {
  group.requests++
  group.tiers.add(row.servedTier ?? 'unknown')
  for (const finding of findingsOf(row, broken)) group.findings.add(finding)
  group.examples.add(row.requestId)
  group.traits.add(traits, isRecorded, conversationOf(row))
}

/** One session id may be many callers'. */
export function conversationOf({ session, tenant }: LeakRow): string | undefined {
  return session === undefined ? undefined : JSON.stringify([tenant, session])
}

/** Each once a request: a target that failed twice is one that failed. */
function findingsOf({ escalationCause, attempts = [] }: LeakRow, broken: ReturnType<BrokenBelow>): ReadonlySet<string> {
  const found =
    escalationCause === 'constraint'
      ? broken.map(([target, code]) => `${code} at ${target}`)
      : attempts.flatMap(({ end, reason = 'unknown', target, study }) => {
          if (study !== undefined) return []
          if (escalationCause === 'gate' && end === 'rejected') return [toKind(reason)]
          return escalationCause === 'fallback' && end === 'failed' ? [`${reason} at ${target}`] : []
        })
  return new Set(found)
}

/** Reasons that differ in their figures only are one. */
function toKind(reason: string): string {
  return reason.replaceAll(/\d+(?:[.,]\d+)*/g, '…')
}

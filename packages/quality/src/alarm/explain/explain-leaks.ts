import { toShare, type Tier } from '@signalbox/core'
import { otherName } from '../bounded-counts.ts'
import { createBrokenBelow } from '../broken-below.ts'
import { classifyEscalation, isIntended } from '../classify-escalation.ts'
import { leakSourceOf } from '../leak-source.ts'
import { createTierNaming } from '../names-tier.ts'
import { distinguish } from './distinguish.ts'
import { findRule } from './find-rule.ts'
import { addToGroup, createGroupTally, type GroupTally } from './group-tally.ts'
import type { EscalationGroup, TaskExplanation } from './leak-explanation.ts'
import type { LeakRow } from './leak-row.ts'
import { toFlow } from './to-flow.ts'
import { toSuggestion } from './to-suggestion.ts'
import { createTraitTally, type TraitTally } from './trait-tally.ts'
import { traitsOf } from './traits-of.ts'

export interface ExplainOptions {
  /** The policy's, cheapest first. */
  readonly tiers?: readonly Tier[] | undefined
  readonly aliases?: Readonly<Record<string, string>> | undefined
  /** The policy's strategy as data, `strategy.describe()`: with it the conditions of rules are named. */
  readonly strategy?: unknown
}

interface TaskTally {
  served: number
  byCaller: number
  unrecorded: number
  readonly traits: TraitTally
  readonly groups: Map<string, GroupTally>
}

/** Later tasks, and later sources of a task, are taken together. */
const mostTasks = 200
const mostGroups = 60

/** Why requests went up, by task type: most served first. Reads rows once, in any order, and keeps counts only. */
export function explainLeaks(rows: Iterable<LeakRow>, options: ExplainOptions = {}): readonly TaskExplanation[] {
  const namesTier = createTierNaming(options.aliases)
  const brokenBelow = createBrokenBelow(options.tiers)
  const tasks = new Map<string, TaskTally>()
  for (const row of rows) {
    const kind = classifyEscalation(row, namesTier)
    if (kind === 'uncounted') continue
    const tally = entry(tasks, row.task, otherName, mostTasks, createTaskTally)
    if (kind === 'by-caller') {
      tally.byCaller++
      continue
    }
    const seen = traitsOf(row)
    tally.served++
    if (!seen.isRecorded) tally.unrecorded++
    tally.traits.add(seen.traits, seen.isRecorded)
    if (kind === 'within') continue
    const cause = row.escalationCause ?? 'unknown'
    const name = `${cause}: ${leakSourceOf(row, brokenBelow)}`
    const group = entry(tally.groups, name, `${cause}: ${otherName}`, mostGroups, (key) =>
      createGroupTally(cause, key.slice(cause.length + 2)),
    )
    addToGroup(group, row, seen, brokenBelow(row))
  }
  return [...tasks]
    .toSorted(([nameA, a], [nameB, b]) => b.served - a.served || (nameA < nameB ? -1 : 1))
    .map(([task, tally]) => ({
      task,
      served: tally.served,
      byCaller: tally.byCaller,
      unrecorded: tally.unrecorded,
      groups: [...tally.groups.values()].map((group) => toGroup(task, tally, group, options)).toSorted(byWeight),
    }))
}

function toGroup(task: string, tally: TaskTally, group: GroupTally, options: ExplainOptions): EscalationGroup {
  const { cause, source, requests } = group
  const found = cause === 'rule' ? findRule(options.strategy, source) : undefined
  const whole = {
    cause,
    source,
    isIntended: isIntended(cause),
    share: toShare(requests, tally.served),
    tier: group.tiers.entries()[0]?.[0] ?? 'unknown',
    when: found && toFlow(found.when),
    findings: group.findings.entries().map(([what, count]) => ({ what, requests: count })),
    trait: distinguish(group.traits, tally.traits),
    examples: group.examples.ids(),
  }
  return { ...whole, suggestion: toSuggestion(task, whole, options.tiers?.[0]?.name ?? 'the first tier') }
}

function byWeight(a: EscalationGroup, b: EscalationGroup): number {
  if (a.isIntended !== b.isIntended) return a.isIntended ? 1 : -1
  return b.share.numerator - a.share.numerator || (`${a.cause} ${a.source}` < `${b.cause} ${b.source}` ? -1 : 1)
}

function createTaskTally(): TaskTally {
  return { served: 0, byCaller: 0, unrecorded: 0, traits: createTraitTally(), groups: new Map() }
}

/** What a map has under a name, made if there is still room, else what it has for all others. */
function entry<Value>(
  map: Map<string, Value>,
  name: string,
  other: string,
  most: number,
  create: (key: string) => Value,
): Value {
  const key = map.has(name) || map.size < most ? name : other
  let found = map.get(key)
  if (found === undefined) map.set(key, (found = create(key)))
  return found
}

import { taskTypes } from '../request/task-type.ts'
import type { ProofIssue } from './proof-issue.ts'

type Path = readonly (string | number)[]

/** Rules that can never hold, found in a strategy's description: shadowed by an earlier one, or impossible in themselves. */
export function proveRules(description: unknown, path: Path): readonly ProofIssue[] {
  if (typeof description !== 'object' || description === null) return []
  const { rules } = description as { rules?: unknown }
  const nested = Object.entries(description).flatMap(([key, value]) =>
    key === 'rules'
      ? []
      : Array.isArray(value)
        ? value.flatMap((one, index) => proveRules(one, [...path, key, index]))
        : proveRules(value, [...path, key]),
  )
  return Array.isArray(rules) ? [...proveList(rules as readonly RuleData[], [...path, 'rules']), ...nested] : nested
}

interface RuleData {
  readonly when: unknown
  readonly use: unknown
}

function proveList(list: readonly RuleData[], path: Path): ProofIssue[] {
  return list.flatMap((rule, index): ProofIssue[] => {
    const own = [
      ...proveCondition(rule.when, [...path, index, 'when'], index),
      ...proveRules(rule.use, [...path, index, 'use']),
    ]
    const shadow = list.findIndex((earlier, place) => place < index && covers(earlier.when, rule.when))
    if (shadow >= 0) {
      own.push({
        severity: 'error',
        code: 'unreachable-rule',
        path: [...path, index],
        message: `Rule ${index + 1} can never hold: rule ${shadow + 1} already takes every request it would. Move it up, narrow rule ${shadow + 1}, or remove it.`,
      })
    }
    return own
  })
}

function proveCondition(when: unknown, path: Path, index: number): ProofIssue[] {
  if (typeof when !== 'object' || when === null) return []
  const issues: ProofIssue[] = []
  for (const [key, value] of Object.entries(when)) {
    if (value === undefined) continue
    const impossible =
      (Array.isArray(value) && value.length === 0 && 'an empty list') ||
      (isRange(value) && (value.atLeast ?? -Infinity) >= (value.below ?? Infinity) && 'an empty range')
    if (impossible) {
      issues.push({
        severity: 'error',
        code: 'unreachable-rule',
        path: [...path, key],
        message: `Rule ${index + 1} can never hold: its ${key} is ${impossible}. Name at least one value, or leave ${key} out.`,
      })
    }
    if (key !== 'task') continue
    for (const task of Array.isArray(value) ? value : [value]) {
      if (task === 'unknown' || (taskTypes as readonly unknown[]).includes(task)) continue
      issues.push({
        severity: 'warning',
        code: 'unknown-task',
        path: [...path, key],
        message: `Rule ${index + 1} names the task "${String(task)}", which is never detected: it holds only where a caller gives it. Detected are ${taskTypes.join(', ')}.`,
      })
    }
  }
  return issues
}

/** Whether every request that `inner` takes is taken by `outer`. Functions are never compared. */
function covers(outer: unknown, inner: unknown): boolean {
  if (typeof outer !== 'object' || outer === null || typeof inner !== 'object' || inner === null) return false
  const innerEntries = inner as Record<string, unknown>
  return Object.entries(outer).every(([key, wide]) => wide === undefined || coversValue(wide, innerEntries[key]))
}

function coversValue(wide: unknown, narrow: unknown): boolean {
  if (narrow === undefined) return false
  if (isRange(wide) && isRange(narrow)) {
    return (
      (wide.atLeast ?? -Infinity) <= (narrow.atLeast ?? -Infinity) &&
      (wide.below ?? Infinity) >= (narrow.below ?? Infinity)
    )
  }
  if (typeof wide === 'object' && wide !== null && !Array.isArray(wide)) return covers(wide, narrow)
  const wideList: readonly unknown[] = Array.isArray(wide) ? wide : [wide]
  const narrowList: readonly unknown[] = Array.isArray(narrow) ? narrow : [narrow]
  return narrowList.length > 0 && narrowList.every((value) => wideList.includes(value))
}

function isRange(value: unknown): value is { readonly atLeast?: number; readonly below?: number } {
  return typeof value === 'object' && value !== null && ('atLeast' in value || 'below' in value)
}

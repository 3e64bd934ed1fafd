import { taskTypes } from '@signalbox/core'
import type { GatewayIssue } from './check-gateway.ts'
import { listTaskNames } from './list-task-names.ts'
import type { SignalboxConfig } from './signalbox-config.ts'

/** A shadow that could answer nothing, or whose answers would be lost. Pure. */
export function checkShadow(config: SignalboxConfig): readonly GatewayIssue[] {
  const { shadow, ledger, tiers, targets } = config
  if (shadow === undefined) return []
  const { to, tasks = [] } = shadow
  const known = [...tiers.map(({ name }) => name), ...targets.map(({ id }) => id)]
  const tasksKnown = [...new Set([...taskTypes, 'unknown', ...listTaskNames(config)])]
  const issues: GatewayIssue[] = tasks.flatMap((task, index) =>
    tasksKnown.includes(task)
      ? []
      : [
          {
            severity: 'warning',
            path: ['shadow', 'tasks', index],
            message: `The shadow is for the task "${task}", which is never detected and no rule names: it answers only where a caller gives it. Known: ${tasksKnown.join(', ')}.`,
          },
        ],
  )
  if (!known.includes(to))
    issues.push({
      severity: 'error',
      path: ['shadow', 'to'],
      message: `The shadow asks "${to}", which is neither a tier nor a target. Known: ${known.join(', ')}.`,
    })
  if (ledger === undefined)
    issues.push({
      severity: 'error',
      path: ['shadow'],
      message: 'The shadow has no ledger to write to: its answers would be paid for and lost. Add the section ledger.',
    })
  else if (ledger.storeReplies !== true)
    issues.push({
      severity: 'warning',
      path: ['shadow'],
      message:
        'Replies are not stored: of what the shadow answers only cost and time are kept, and no judge can compare it. Set ledger.storeReplies to true.',
    })
  return issues
}

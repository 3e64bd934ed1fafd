import { providerOf } from '@signalbox/core'
import type { SqliteLedger } from '@signalbox/ledger'
import { runStudy, type StudyOptions, type StudyPlan, type StudyRun, type StudySend } from '@signalbox/quality'
import { SingleBar } from 'cli-progress'
import type { Output } from '../console-output.ts'
import type { LoadedPolicy } from '../load-policy.ts'
import { nextSignal } from '../serve/next-signal.ts'
import { UsageError } from '../usage-error.ts'
import { confirm } from './confirm.ts'
import type { JudgeSettings } from './judge-settings.ts'
import { createStudySend } from './study-send.ts'

export interface CarryOutOptions {
  readonly study: StudyOptions
  readonly settings: JudgeSettings
  readonly policy: LoadedPolicy
  readonly ledger: SqliteLedger
  /** Somebody has agreed already. */
  readonly hasConsent: boolean
}

/** Runs a plan, once somebody has agreed to what it sends; ends early at a SIGINT or SIGTERM. @throws UsageError where nobody has, or an upstream cannot be called */
export async function carryOut(plan: StudyPlan, options: CarryOutOptions, output: Output): Promise<StudyRun> {
  const { study, settings, policy, ledger } = options
  const calls = plan.calls.counterparts + plan.calls.again + plan.calls.verdicts
  const send = calls === 0 ? sendNothing : toSend(plan, policy)
  if (calls > 0 && !options.hasConsent && !(await confirm(`Send ${calls} calls with stored prompts and answers?`)))
    throw new UsageError('Nothing was sent. Agree with --yes.')
  const stop = new AbortController()
  void nextSignal().then(() => {
    stop.abort()
    output.log('Stopping: calls under way are finished and kept. The same signal again ends at once.')
  })
  const bar = output.isInteractive ? new SingleBar({ format: 'judging |{bar}| {value}/{total} pairs' }) : undefined
  bar?.start(plan.pairs.length, 0)
  try {
    return await runStudy(plan, {
      ...study,
      ...settings,
      ledger,
      history: ledger,
      send,
      keepsReplies: policy.options.storeReplies === true,
      nowMs: Date.now,
      signal: stop.signal,
      onPair: (done) => bar?.update(done),
    })
  } finally {
    bar?.stop()
  }
}

const sendNothing: StudySend = () => Promise.reject(new Error('A study that has all its verdicts makes no call.'))

function toSend(plan: StudyPlan, { config, options }: LoadedPolicy): StudySend {
  if (config === undefined)
    throw new UsageError(
      'A study calls the upstreams of a config. Write one with `signalbox init`, or name it with --config.',
    )
  const used = new Set([...plan.arms.a.targets, ...plan.arms.b.targets, ...plan.judge.targets])
  return createStudySend(config, {
    env: process.env,
    upstreamsUsed: new Set(
      options.targets.flatMap((target) => (used.has(target.id) ? [target.upstream ?? providerOf(target)] : [])),
    ),
  })
}

import { taskTypes, type Attempt, type LabelRow, type Outcome, type Router } from '@signalbox/core'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { GatewayMetrics } from '../gateway/gateway-options.ts'
import { addAlarmMetrics } from './alarm-metrics.ts'
import type { AlarmSource } from './alarm-source.ts'
import { addShadowMetrics } from './shadow-metrics.ts'
import type { ShadowSource } from './shadow-source.ts'

export interface PrometheusMetricsOptions {
  readonly router: Pick<Router, 'breakers'>
  /** Tasks that rules name. Beside these and the detected ones all are counted as `other`: callers may invent any number. */
  readonly tasks?: readonly string[] | undefined
  /** Memory, CPU and event loop of the process too. Default false. */
  readonly processMetrics?: boolean | undefined
  /** Targets, alarms and what leaks, by task type: `createEscalationAlarm` or `resumeAlarm` of @signalbox/quality. */
  readonly alarm?: AlarmSource | undefined
  /** What becomes of requests that are answered beside: `shadow` of a router made by `withShadow` of @signalbox/quality. */
  readonly shadow?: ShadowSource | undefined
  /** How many labels there are by now, by who gave them: `human`, `judge`, `outcome`. */
  readonly labels?: (() => Readonly<Partial<Record<LabelRow['source'], number>>>) | undefined
}

/** Counts what is bought for evidence too, beside what callers asked for. */
export interface PrometheusMetrics extends GatewayMetrics {
  /** Attempts of a shadow or a study, made after their request had ended. */
  readonly observeEvidence: (attempts: readonly Attempt[], purpose: 'shadow' | 'judge') => void
}

/** Seconds: a cached answer to a long reasoning one. */
const buckets = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120]

/**
 * Counts outcomes in a registry of its own, in Prometheus' text format. Labels are names of the policy, never of a caller: no tenant, no
 * session, no prompt, no key. The escalation rate of a task is `signalbox_escalations_total / signalbox_virtual_requests_total`.
 */
export function createPrometheusMetrics(options: PrometheusMetricsOptions): PrometheusMetrics {
  const { router, tasks = [], processMetrics = false, alarm, shadow, labels } = options
  const known: ReadonlySet<string> = new Set([...taskTypes, 'unknown', ...tasks])
  const registry = new Registry()
  const registers = [registry]
  const counter = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
  ): { readonly inc: (labels: Readonly<Record<Label, string>>, value?: number) => void } =>
    new Counter({ name: `signalbox_${name}`, help, labelNames, registers })
  const histogram = (name: string, help: string): Histogram =>
    new Histogram({ name: `signalbox_${name}`, help, buckets, registers })

  const requests = counter('requests_total', 'Requests by how they ended.', ['outcome', 'task', 'tier', 'policy'])
  const attempts = counter('attempts_total', 'Calls to providers.', ['target', 'purpose', 'end', 'reason'])
  const virtual = counter('virtual_requests_total', 'Served requests that left the choice to the router.', ['task'])
  const escalations = counter('escalations_total', 'Those of them that a tier above the first served.', [
    'task',
    'cause',
  ])
  const explorations = counter('explorations_total', 'Requests that a draw sent another way than the rules.', [
    'task',
    'tier',
  ])
  const evidence = counter('evidence_cost_usd_total', 'Spent on shadows and studies, as far as the cost is known.', [
    'purpose',
  ])
  const cost = counter('cost_usd_total', 'Spent on all attempts for requests whose cost is known.', ['model', 'tier'])
  const baseline = counter('baseline_cost_usd_total', 'What the served replies would have cost on the baseline.', [])
  const tokens = counter('tokens_total', 'Tokens as the providers counted them.', ['direction', 'model'])
  const refused = counter('refused_total', 'Answers that never came to a decision.', ['status'])
  const duration = histogram('request_duration_seconds', 'From the start of a request to its end.')
  const firstContent = histogram('first_content_seconds', 'From the start of a request to what its caller sees first.')
  const breakers = new Gauge({
    name: 'signalbox_breaker_open',
    help: '1: nothing is sent there for now.',
    labelNames: ['key'],
    registers,
    collect: () => {
      breakers.reset()
      for (const [key, { phase }] of Object.entries(router.breakers().states))
        breakers.set({ key }, phase === 'open' ? 1 : 0)
    },
  })
  if (processMetrics) collectDefaultMetrics({ register: registry })
  if (alarm !== undefined) addAlarmMetrics({ alarm, known, registry })
  if (shadow !== undefined) addShadowMetrics(shadow, registry)
  if (labels !== undefined) {
    const labelled = new Gauge({
      name: 'signalbox_labels',
      help: 'Labels of answers in the ledger, verdicts of judges among them.',
      labelNames: ['source'],
      registers,
      collect: () => {
        for (const [source, count] of Object.entries(labels())) labelled.set({ source }, count)
      },
    })
  }

  const observeAttempt = (attempt: Attempt, purpose: string = attempt.purpose): void => {
    const { target, model, usage } = attempt
    attempts.inc({ target, purpose, end: attempt.end?.kind ?? 'open', reason: reasonOf(attempt) })
    if (usage?.inputTokens !== undefined) tokens.inc({ direction: 'input', model }, usage.inputTokens)
    if (usage?.outputTokens !== undefined) tokens.inc({ direction: 'output', model }, usage.outputTokens)
  }
  const observe = (outcome: Outcome): void => {
    const { kind, decision, servedBy } = outcome
    const task = known.has(decision.task) ? decision.task : 'other'
    requests.inc({ outcome: kind, task, tier: servedBy?.tier ?? 'none', policy: decision.policy.name })
    if (kind === 'served' && decision.isVirtual) {
      virtual.inc({ task })
      if (outcome.escalated) escalations.inc({ task, cause: outcome.escalationCause ?? 'unknown' })
    }
    if (decision.cause === 'exploration') explorations.inc({ task, tier: decision.steps[0]?.tier ?? 'none' })
    for (const attempt of outcome.attempts) {
      const { model, tier, costNanoUsd } = attempt
      observeAttempt(attempt)
      if (costNanoUsd !== undefined) cost.inc({ model, tier }, costNanoUsd / 1e9)
    }
    if (outcome.baseline?.nanoUsd !== undefined) baseline.inc({}, outcome.baseline.nanoUsd / 1e9)
    duration.observe(outcome.durationMs / 1_000)
    if (outcome.commitMs !== undefined) firstContent.observe(outcome.commitMs / 1_000)
  }

  return {
    observe,
    observeEvidence: (made, purpose) => {
      for (const attempt of made) {
        observeAttempt(attempt, purpose)
        if (attempt.costNanoUsd !== undefined) evidence.inc({ purpose }, attempt.costNanoUsd / 1e9)
      }
    },
    refused: (status) => refused.inc({ status: String(status) }),
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}

function reasonOf({ end }: Attempt): string {
  if (end?.kind === 'failed') return end.failure.kind
  return end?.kind === 'rejected' ? end.gate : 'none'
}

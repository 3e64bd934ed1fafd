import { capabilitiesOf } from '../catalog/capabilities-of.ts'
import { priceOfTarget } from '../catalog/price-of-target.ts'
import { constraintChecks } from './constraint-checks.ts'
import { didYouMean } from './did-you-mean.ts'
import type { ProofInput } from './proof-input.ts'
import type { ProofIssue } from './proof-issue.ts'
import { resolveRequested } from './resolve-requested.ts'
import { proveRules } from './rule-proof.ts'
import { proveTargets } from './target-proof.ts'
import { error, warning } from './to-issue.ts'

/** Everything about a policy that can be known before the first request. Pure; errors are what cannot work. */
export function provePolicy(input: ProofInput): readonly ProofIssue[] {
  return [
    ...proveTargets(input),
    ...proveTiers(input),
    ...proveReferences(input),
    ...proveRules(input.strategy.describe(), ['strategy']),
    ...proveAliases(input),
    ...proveNumbers(input),
    ...proveReach(input),
    ...proveBaseline(input),
  ]
}

function proveTiers({ tiers, targets }: ProofInput): ProofIssue[] {
  const issues: ProofIssue[] = []
  if (tiers.length === 0)
    issues.push(error('no-tier', ['tiers'], 'There is no tier. Name at least one, cheapest first.'))
  const ids = targets.map(({ id }) => id)
  const seen = new Map<string, string>()
  tiers.forEach((tier, index) => {
    const path = ['tiers', index]
    if (tiers.findIndex(({ name }) => name === tier.name) < index)
      issues.push(error('duplicate', path, `Two tiers have the name "${tier.name}". Give each its own.`))
    if (tier.targets.length === 0)
      issues.push(
        error('empty-tier', [...path, 'targets'], `Tier "${tier.name}" has no target. Add one, or remove the tier.`),
      )
    tier.targets.forEach((id, place) => {
      const at = [...path, 'targets', place]
      if (!ids.includes(id))
        issues.push(
          error(
            'unknown-target',
            at,
            `Tier "${tier.name}" names the target "${id}", which does not exist.${didYouMean(id, ids)}`,
          ),
        )
      const other = seen.get(id)
      if (other !== undefined)
        issues.push(
          error(
            'duplicate',
            at,
            `Target "${id}" is in tier "${other}" and again in tier "${tier.name}": a fallback would go round in a circle. Keep it in one.`,
          ),
        )
      seen.set(id, tier.name)
    })
  })
  return issues
}

function proveReferences({ tiers, targets, strategy }: ProofInput): ProofIssue[] {
  const names = tiers.map(({ name }) => name)
  const ids = targets.map(({ id }) => id)
  const { tiers: usedTiers = [], targets: usedTargets = [] } = strategy.references?.() ?? {}
  return [...new Set([...usedTiers, ...usedTargets])]
    .filter((name) => !names.includes(name) && !ids.includes(name))
    .map((name) =>
      error(
        'unknown-tier',
        ['strategy'],
        `The strategy uses "${name}", which is neither a tier nor a target.${didYouMean(name, [...names, ...ids])}`,
      ),
    )
}

function proveAliases({ aliases, tiers, targets }: ProofInput): ProofIssue[] {
  return Object.keys(aliases).flatMap((name): ProofIssue[] => {
    const path = ['aliases', name]
    const chain = [name]
    for (let next = aliases[name]; next !== undefined && Object.hasOwn(aliases, next); next = aliases[next]) {
      if (chain.includes(next))
        return [
          error(
            'alias-cycle',
            path,
            `The aliases ${[...chain, next].join(' -> ')} go round in a circle. Let one of them name a tier, a task or a model.`,
          ),
        ]
      chain.push(next)
    }
    if (resolveRequested(name, { aliases, tiers, targets }) !== undefined) return []
    return [
      error(
        'unknown-alias',
        path,
        `The alias "${name}" stands for "${aliases[name] ?? ''}", which is no tier, task, target or model of this policy.`,
      ),
    ]
  })
}

function proveNumbers({ constraints, execution = {} }: ProofInput): ProofIssue[] {
  const holdback = fieldOf(execution['commit'], 'holdback')
  const numbers: [path: string[], value: unknown, least: number][] = [
    [['constraints', 'maxCostUsd'], constraints.maxCostUsd, 0],
    [['constraints', 'maxRetentionDays'], constraints.maxRetentionDays, 0],
    ...['deadlineMs', 'maxAttempts', 'firstTokenTimeoutMs', 'gapTimeoutMs', 'idleReaderMs', 'maxStreamMs'].map(
      (key): [string[], unknown, number] => [['execution', key], execution[key], 1],
    ),
    ...['maxRetriesPerTarget', 'retryWaitMs'].map((key): [string[], unknown, number] => [
      ['execution', key],
      execution[key],
      0,
    ]),
    ...['ms', 'tokens'].map((key): [string[], unknown, number] => [
      ['execution', 'commit', 'holdback', key],
      fieldOf(holdback, key),
      1,
    ]),
    [['execution', 'hedge', 'delayMs'], fieldOf(execution['hedge'], 'delayMs'), 1],
    [['execution', 'hedge', 'maxCostUsd'], fieldOf(execution['hedge'], 'maxCostUsd'), 0],
  ]
  return numbers.flatMap(([path, value, least]) =>
    value === undefined || (typeof value === 'number' && Number.isFinite(value) && value >= least)
      ? []
      : [error('bad-number', path, `${path.join('.')} is ${String(value)}. It must be a number of at least ${least}.`)],
  )
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

/** A tier whose every target the constraints reject can never serve; one without tools or JSON serves less than it seems. */
function proveReach({ tiers, targets, catalog, constraints, nowMs }: ProofInput): ProofIssue[] {
  const policyChecks = new Set([
    'target',
    'model',
    'vendor',
    'region',
    'jurisdiction',
    'licence',
    'open-weights',
    'retention',
    'availability',
  ])
  return tiers.flatMap((tier, index): ProofIssue[] => {
    const members = targets.filter((target) => tier.targets.includes(target.id))
    const cards = members.map((target) => catalog.find(target.model))
    const reasons = members.map((target, place) => {
      const card = cards[place]
      if (card === undefined) return undefined
      const probe = {
        request: { messages: [] },
        features: noFeatures,
        constraints,
        target,
        card,
        nowMs,
        maxOutputTokens: undefined,
      }
      for (const { code, check } of constraintChecks) {
        const detail = policyChecks.has(code) ? check(probe) : undefined
        if (detail !== undefined) return `${target.id} ${detail}`
      }
      return undefined
    })
    const path = ['tiers', index]
    if (members.length > 0 && reasons.every((reason) => reason !== undefined)) {
      return [
        error(
          'constraint',
          path,
          `The constraints leave no target in tier "${tier.name}": ${reasons.join('; ')}. Loosen a constraint or add a target.`,
        ),
      ]
    }
    const gaps = (['tools', 'jsonSchema'] as const).filter(
      (key) =>
        members.length > 0 &&
        members.every((target, place) => {
          const card = cards[place]
          return card === undefined || capabilitiesOf(target, card)[key] !== true
        }),
    )
    return gaps.map((key) =>
      warning(
        'capability-gap',
        path,
        `No target of tier "${tier.name}" is known to offer ${key === 'tools' ? 'tool calls' : 'JSON Schema replies'}: such requests always leave it.`,
      ),
    )
  })
}

const noFeatures = {
  inputTokens: 0,
  task: 'unknown',
  taskSource: 'unknown',
  taskConfidence: undefined,
  language: undefined,
  needsTools: false,
  needsJson: 'no',
  needsLogprobs: false,
  modalities: ['text'],
  difficulty: 0,
  turns: 1,
} as const

function proveBaseline({ baseline, catalog, targets, nowMs }: ProofInput): ProofIssue[] {
  if (baseline === undefined)
    return [
      warning(
        'baseline',
        ['baseline'],
        'No baseline is named: reports cannot show a saving. Name the model you would use without a router.',
      ),
    ]
  const card = catalog.find(baseline)
  if (card === undefined)
    return [
      error(
        'baseline',
        ['baseline'],
        `The baseline "${baseline}" is not in the catalogue.${didYouMean(
          baseline,
          catalog.models.map(({ id }) => id),
        )}`,
      ),
    ]
  const target = targets.find((one) => one.model === baseline)
  const isPriced = target === undefined ? card.prices.length > 0 : priceOfTarget(target, card, nowMs) !== undefined
  return isPriced
    ? []
    : [
        warning(
          'baseline',
          ['baseline'],
          `The price of the baseline "${baseline}" is not known: reports cannot show a saving. Declare it.`,
        ),
      ]
}

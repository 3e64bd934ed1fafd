import { chooseTier } from './choose-tier.ts'
import { compileCondition, type Condition } from './condition.ts'
import { pinned } from './pinned.ts'
import type { Choice, Strategy, StrategyInput } from './strategy.ts'

/** A rule as data, with a function as escape: both in `when` and in `use`. */
export interface Rule {
  /** Shown in reasons; default: its position. */
  readonly name?: string | undefined
  readonly when: Condition | ((input: StrategyInput) => boolean)
  /** A tier, a target, or a strategy of its own. */
  readonly use: string | Strategy
}

export interface RulesOptions {
  /** What serves when no rule holds. Required: in doubt, up. */
  readonly otherwise: string | Strategy
}

/** The first rule that holds decides. */
export function rules(list: readonly Rule[], options: RulesOptions): Strategy {
  const compiled = list.map((rule, index) => ({
    test: typeof rule.when === 'function' ? rule.when : compileCondition(rule.when),
    use: rule.use,
    name: rule.name ?? `rule ${index + 1}`,
  }))
  return {
    name: 'rules',
    choose: (input) => {
      for (const { test, use, name } of compiled) {
        if (!test(input)) continue
        const { task } = input.features
        return chooseUse(input, use, {
          strategy: 'rules',
          cause: 'rule',
          reason: `${name} holds (task ${task}): use ${nameOf(use)}`,
          rule: name,
        })
      }
      const isUnknown = input.features.task === 'unknown'
      return chooseUse(input, options.otherwise, {
        strategy: 'rules',
        cause: isUnknown ? 'unknown-task' : 'default',
        reason: `${isUnknown ? 'the task is not known' : `no rule holds for task ${input.features.task}`}: use ${nameOf(options.otherwise)}`,
      })
    },
    references: () => {
      const uses = [...list.map((rule) => rule.use), options.otherwise]
      const nested = uses.flatMap((use) => (typeof use === 'string' ? [] : [use.references?.() ?? {}]))
      return {
        tiers: [...uses.filter((use) => typeof use === 'string'), ...nested.flatMap((one) => one.tiers ?? [])],
        targets: nested.flatMap((one) => one.targets ?? []),
      }
    },
    describe: () => ({
      rules: list.map((rule, index) => ({
        name: rule.name,
        when: typeof rule.when === 'function' ? `function ${index}` : rule.when,
        use: describeUse(rule.use),
      })),
      otherwise: describeUse(options.otherwise),
    }),
  }
}

function chooseUse(input: StrategyInput, use: string | Strategy, why: Omit<Choice, 'steps'>): Choice | undefined {
  if (typeof use !== 'string') {
    const choice = use.choose(input)
    return (
      choice && {
        ...choice,
        cause: choice.cause === 'default' ? why.cause : choice.cause,
        rule: choice.rule === undefined ? why.rule : `${why.rule ?? 'otherwise'}, ${choice.rule}`,
        reason: `${why.reason}; ${choice.reason}`,
      }
    )
  }
  if (input.tiers.some((tier) => tier.name === use)) return chooseTier(input, use, why)
  const choice = pinned([use]).choose(input)
  if (choice !== undefined) return { ...choice, ...why }
  // A target that may not serve gives way to the tiers it could have stood in.
  const top = input.tiers.at(-1)?.name
  return top === undefined
    ? undefined
    : chooseTier(input, top, { ...why, cause: 'constraint', reason: `${why.reason}, which may not serve this request` })
}

function nameOf(use: string | Strategy): string {
  return typeof use === 'string' ? use : use.name
}

function describeUse(use: string | Strategy): unknown {
  return typeof use === 'string' ? use : use.describe()
}

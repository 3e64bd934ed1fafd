import { ConfigurationError, type RouterOptions } from '@signalbox/core'

/** One of the two sides a study compares. */
export interface Arm {
  /** As a report names it: a tier, or a model. */
  readonly name: string
  /** What a router is asked for so that it answers. */
  readonly ask: string
  /** Who may answer for it; nobody else stands in. */
  readonly targets: readonly string[]
}

/** `a` is the one that is to be shown good enough, `b` the one it is held against. */
export interface Arms {
  readonly a: Arm
  readonly b: Arm
}

type Policy = Pick<RouterOptions, 'tiers' | 'targets'>

/** The first tier, the default handler, against another. @param against default: the last tier @throws ConfigurationError */
export function tierArms({ tiers }: Policy, against?: string): Arms {
  const [first] = tiers
  const other = against === undefined ? tiers.at(-1) : tiers.find(({ name }) => name === against)
  if (first === undefined || other === undefined || other === first) {
    const names = tiers.slice(1).map(({ name }) => name)
    throw new ConfigurationError([
      names.length === 0
        ? 'The policy has one tier, so there is nothing to hold it against. Compare two models of it instead.'
        : `The tier ${first?.name ?? ''} cannot be held against ${against ?? 'itself'}. Choose ${names.join(' or ')}.`,
    ])
  }
  const toArm = ({ name, targets }: typeof first): Arm => ({ name, ask: `tier:${name}`, targets })
  return { a: toArm(first), b: toArm(other) }
}

/** Two models or targets of the policy. @throws ConfigurationError naming what there is */
export function modelArms({ targets }: Policy, names: readonly [string, string]): Arms {
  const toArm = (name: string): Arm => {
    const own = targets.filter(({ id }) => id === name)
    const ids = (own.length > 0 ? own : targets.filter(({ model }) => model === name)).map(({ id }) => id)
    const [ask] = ids
    if (ask === undefined) throw new ConfigurationError([`There is no model or target ${name}. ${choiceOf(targets)}`])
    return { name, ask, targets: ids }
  }
  const arms = { a: toArm(names[0]), b: toArm(names[1]) }
  if (arms.a.targets.some((id) => arms.b.targets.includes(id)))
    throw new ConfigurationError([`${names[0]} and ${names[1]} are the same. Name two that differ.`])
  return arms
}

/** Which of the two has this target; undefined = neither. */
export function armOf({ a, b }: Arms, target: string | undefined): 'a' | 'b' | undefined {
  if (target === undefined) return undefined
  return a.targets.includes(target) ? 'a' : b.targets.includes(target) ? 'b' : undefined
}

/** @throws ConfigurationError where the policy has no such target */
export function judgeArm(policy: Policy, judge: string): Arm {
  if (!policy.targets.some(({ id }) => id === judge))
    throw new ConfigurationError([`There is no target ${judge} to judge. ${choiceOf(policy.targets)}`])
  return { name: judge, ask: judge, targets: [judge] }
}

function choiceOf(targets: Policy['targets']): string {
  return `The policy has ${targets.map(({ id }) => id).join(', ')}.`
}

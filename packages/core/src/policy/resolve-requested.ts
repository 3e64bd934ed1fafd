import type { Target } from '../catalog/target.ts'
import type { Tier } from './tier.ts'

/** What a request's `model` field means under a policy. */
export type Requested =
  | { readonly kind: 'auto' }
  | { readonly kind: 'task'; readonly task: string }
  | { readonly kind: 'tier'; readonly tier: string }
  /** A concrete model: all its targets, the named one first. */
  | { readonly kind: 'model'; readonly model: string; readonly targets: readonly string[] }

export interface RequestedInput {
  readonly aliases: Readonly<Record<string, string>>
  readonly tiers: readonly Tier[]
  readonly targets: readonly Target[]
}

/** Longest chain of aliases followed; a longer one is a cycle, which the static proof refuses at load. */
const aliasLimit = 8

/** @returns undefined when nothing of that name exists. */
export function resolveRequested(model: string | undefined, input: RequestedInput): Requested | undefined {
  let name = model ?? 'auto'
  for (let hop = 0; hop < aliasLimit && Object.hasOwn(input.aliases, name); hop++) name = input.aliases[name] ?? name
  if (name === 'auto') return { kind: 'auto' }
  if (name.startsWith('task:') && name.length > 5) return { kind: 'task', task: name.slice(5) }
  if (name.startsWith('tier:')) {
    const tier = name.slice(5)
    return input.tiers.some((one) => one.name === tier) ? { kind: 'tier', tier } : undefined
  }
  const named = input.targets.find((target) => target.id === name)
  const modelId = named?.model ?? name
  const siblings = input.targets.filter((target) => target.model === modelId)
  if (siblings.length === 0) return undefined
  const ids = siblings.map((target) => target.id)
  return { kind: 'model', model: modelId, targets: named ? [named.id, ...ids.filter((id) => id !== named.id)] : ids }
}

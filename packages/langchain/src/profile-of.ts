import type { ModelProfile } from '@langchain/core/language_models/profile'

/** What all of these models can do: flags that all have, the least of their limits, media types all read. Unknown to one = left out. */
export function intersectProfiles(profiles: readonly ModelProfile[]): ModelProfile {
  const [first, ...others] = profiles
  if (first === undefined) return {}
  const shared: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(first) as [keyof ModelProfile, unknown][]) {
    const values = [value, ...others.map((profile) => profile[name])]
    if (values.every((one) => typeof one === 'boolean')) shared[name] = values.every(Boolean)
    else if (values.every((one) => typeof one === 'number')) shared[name] = Math.min(...values)
    else if (values.every((one) => Array.isArray(one)))
      shared[name] = (values[0] as unknown[]).filter((one) => values.every((list) => (list as unknown[]).includes(one)))
  }
  return shared as ModelProfile
}

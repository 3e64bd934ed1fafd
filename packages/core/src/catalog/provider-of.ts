import type { Target } from './target.ts'

/** The provider a target is called at and paid to: its own, else the vendor of its model. */
export function providerOf(target: Target): string {
  if (target.provider !== undefined) return target.provider
  const slash = target.model.indexOf('/')
  return slash < 0 ? target.model : target.model.slice(0, slash)
}

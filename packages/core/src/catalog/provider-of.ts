import type { Target } from './target.ts'

/** The provider a target is called at and paid to: its own, else the vendor of its model. */
export function providerOf(target: Target): string {
  return target.provider ?? target.model.split('/', 1)[0] ?? target.model
}

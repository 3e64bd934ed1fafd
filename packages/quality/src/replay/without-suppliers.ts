import type { AllowDeny, Constraints } from '@signalbox/core'
import type { Side } from './side.ts'

/** What is taken to be gone: a vendor, model, licence, target, or everybody under one law (ISO 3166-1 alpha-2). */
export interface Gone {
  readonly what: 'vendor' | 'model' | 'jurisdiction' | 'licence' | 'target'
  readonly value: string
}

const constraintOf = {
  vendor: 'vendors',
  model: 'models',
  jurisdiction: 'jurisdictions',
  licence: 'licences',
  target: 'targets',
} as const satisfies Record<Gone['what'], keyof Constraints>

/**
 * The same side as if these were gone: every request has them denied. As under any such constraint, a model whose licence or jurisdiction
 * is not known may not serve where one is denied.
 */
export function withoutSuppliers(side: Side, gone: readonly Gone[]): Side {
  const limits: Record<string, unknown> = { ...side.limits }
  for (const { what, value } of gone) {
    const key = constraintOf[what]
    const before = limits[key] as AllowDeny | undefined
    limits[key] = { ...before, deny: [...(before?.deny ?? []), value] } satisfies AllowDeny
  }
  const names = gone.map(({ what, value }) => `${what} ${value}`).join(', ')
  return gone.length === 0 ? side : { ...side, name: `${side.name} without ${names}`, limits }
}

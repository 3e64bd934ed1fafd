import { ConfigurationError, createPolicyRegistry, type Router } from '@signalbox/core'
import type { Candidates } from './candidates.ts'

/** What a routed model is made of, and what a serialised one is found again by. */
export interface Registered {
  readonly router: Router
  readonly candidates: Candidates
}

const models = createPolicyRegistry<Registered>()

export function register(name: string, made: Registered): void {
  models.add(name, made.router.policy.version, made)
}

/** What a model that is loaded was made of. @throws ConfigurationError saying what has to be made before, or told apart */
export function registered(name: string, policyVersion: string): Registered {
  const found = models.find(name, policyVersion)
  if (typeof found === 'object') return found.made
  throw new ConfigurationError([
    found === 'none'
      ? `There is no routed model "${name}" in this process. Make new RoutedChatModel({ routerName: '${name}', router, models }) before one is loaded.`
      : `There are several routed models "${name}" in this process, of other policies. Give each a routerName of its own.`,
  ])
}

import { ConfigurationError, type Router } from '@signalbox/core'
import type { Candidates } from './candidates.ts'

/** What a routed model is made of, and what a serialised one is found again by. */
export interface Registered {
  readonly router: Router
  readonly candidates: Candidates
}

/** Routed models of this process by name: keys and functions are never written down. */
const byName = new Map<string, Registered>()

export function register(name: string, made: Registered): void {
  byName.set(name, made)
}

/** @throws ConfigurationError saying what has to be made before */
export function registered(name: string): Registered {
  const made = byName.get(name)
  if (made !== undefined) return made
  throw new ConfigurationError([
    `There is no routed model "${name}" in this process. Make new RoutedChatModel({ routerName: '${name}', router, models }) before one is loaded.`,
  ])
}

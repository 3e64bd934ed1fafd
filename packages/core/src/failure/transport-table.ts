import type { FailureKind } from './failure.ts'
import type { TransportFault } from './failure-facts.ts'

/** How the transport failed -> kind. */
export const transportTable: Readonly<Record<TransportFault, FailureKind>> = {
  dns: 'dns',
  refused: 'connect',
  'connect-timeout': 'connect',
  tls: 'tls',
  reset: 'reset',
  timeout: 'upstream-timeout',
  malformed: 'malformed',
  'too-large': 'malformed',
  redirect: 'redirect',
  ended: 'empty',
  unknown: 'unknown',
}

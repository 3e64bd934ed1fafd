export { testLedger, type LedgerUnderTest, type ReportingLedger } from './ledger-contract.ts'
export { failoverScenarios, faultCatalogue, type FaultCell, type FaultMode, type FaultOutcome } from './faults/index.ts'
export {
  testCell,
  testFaults,
  type FaultAnswer,
  type FaultSurface,
  type FaultWiring,
  type HostReading,
} from './faults/test-faults.ts'
export { wholeText } from './faults/fault-cell.ts'
export { providerErrors } from './provider-errors/provider-errors.ts'
export type { ProviderError } from './provider-errors/provider-error.ts'
export { testBudgetStore, type BudgetStoreUnderTest } from './budget-contract.ts'
export { sseStreams, type SseStream } from './sse-streams.ts'
export { testCard } from './test-card.ts'
export { testHostile, type HttpUnderTest } from './http/test-hostile.ts'
export { runFailoverBench, type FailoverRow } from './http/failover-bench.ts'
export type { FailoverAnswer, FailoverSurface } from './http/failover-surface.ts'
export type { FailoverVerdict } from './http/failover-verdict.ts'
export { testStarvation, type StarvableServer } from './http/test-starvation.ts'
export { testSecrets, type SecretiveHost } from './http/test-secrets.ts'
export { rememberCall, type RememberedCall } from './remember-call.ts'

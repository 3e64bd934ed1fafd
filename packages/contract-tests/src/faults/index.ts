export { faultCatalogue } from './fault-catalogue.ts'
export { failoverScenarios } from './failover-scenarios.ts'
export type { FaultCell, FaultMode, FaultOutcome } from './fault-cell.ts'

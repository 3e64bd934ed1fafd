export { testLedger, type LedgerUnderTest, type ReportingLedger } from './ledger-contract.ts'
export { faultCatalogue } from './faults/fault-catalogue.ts'
export type { FaultCell, FaultMode, FaultOutcome } from './faults/fault-cell.ts'
export { testCell, testFaults, type FaultAnswer, type FaultSurface, type FaultWiring } from './faults/test-faults.ts'

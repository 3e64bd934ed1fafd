export { faultCatalogue } from './fault-catalogue.ts'
export type { FaultCell, FaultMode, FaultOutcome } from './fault-cell.ts'

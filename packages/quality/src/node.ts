export { readLedgerPast, type LedgerPast, type Unrecorded } from './records/read-ledger-past.ts'

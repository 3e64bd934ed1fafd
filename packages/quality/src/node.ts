export { readLedgerPast, type LedgerPast } from './records/read-ledger-past.ts'

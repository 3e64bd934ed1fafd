export { testLedger, type LedgerUnderTest, type ReportingLedger } from './ledger-contract.ts'

export { openSqliteLedger, type SqliteLedger, type SqliteLedgerOptions } from './sqlite-ledger.ts'
export { LedgerError, type LedgerErrorCode } from './ledger-error.ts'
export { toCsv } from './to-csv.ts'
export { openSqliteBudgetStore, type SqliteBudgetStore } from './sqlite-budget-store.ts'

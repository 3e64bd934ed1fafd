import { existsSync } from 'node:fs'
import { openSqliteLedger, type SqliteLedger } from '@signalbox/ledger'
import { UsageError } from '../usage-error.ts'

/** The ledger a study reads and writes: never one that is made by looking for it. @throws UsageError; LedgerError as `openSqliteLedger` */
export function openStudyLedger(file: string | undefined, { readOnly }: { readonly readOnly: boolean }): SqliteLedger {
  const found = file ?? 'signalbox.db'
  if (!existsSync(found))
    throw new UsageError(`${found}: there is no such ledger. Name one with --ledger, or in the config.`)
  return openSqliteLedger({ file: found, readOnly })
}

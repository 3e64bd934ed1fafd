import { LedgerError } from './ledger-error.ts'
import type { RowWriter } from './row-writer.ts'

/** For a ledger that is only read: its file may be of an older schema. */
export function createRefusingWriter(file: string): RowWriter {
  const refuse = async (): Promise<never> => {
    throw new LedgerError('read-only', file, 'it was opened with readOnly')
  }
  return {
    writeIntent: refuse,
    writeSettlement: refuse,
    writeOutcome: refuse,
    writeLateCost: refuse,
    writeReply: refuse,
    writeLabel: refuse,
    flush: async () => {},
  }
}

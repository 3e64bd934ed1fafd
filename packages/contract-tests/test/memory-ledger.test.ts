import { testLedger } from '../src/index.ts'
import { createMemoryLedger } from '@signalbox/core'

testLedger('memory', () => {
  const ledger = createMemoryLedger()
  return {
    ledger,
    rowsOf: (id) => {
      const isOf = ({ requestId }: { readonly requestId: string }): boolean => requestId === id
      return {
        outcome: ledger.outcomes.find(isOf),
        attempts: ledger.intents
          .filter(isOf)
          .map((intent) => ({ ...intent, ...ledger.settlements.find((row) => isOf(row) && row.n === intent.n) })),
        labels: ledger.labels.filter(isOf),
        replies: ledger.replies.filter(isOf),
      }
    },
    dispose: () => undefined,
  }
})

import { testLedger } from '@signalbox/contract-tests'
import { createMemoryLedger } from '@signalbox/core'

testLedger('memory', () => ({ ledger: createMemoryLedger(), dispose: () => undefined }))

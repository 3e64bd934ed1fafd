import { testLedger } from '../src/index.ts'
import { createMemoryLedger } from '@signalbox/core'

testLedger('memory', () => ({ ledger: createMemoryLedger(), dispose: () => undefined }))

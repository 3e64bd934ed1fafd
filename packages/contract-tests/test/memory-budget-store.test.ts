import { createMemoryBudgetStore } from '@signalbox/core'
import { testBudgetStore } from '../src/index.ts'

testBudgetStore('memory', () => ({ store: createMemoryBudgetStore(), dispose: () => undefined }))

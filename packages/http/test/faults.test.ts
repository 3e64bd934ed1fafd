import { failoverScenarios, testCell, testFaults } from '@signalbox/contract-tests'
import { describe, it } from 'vitest'
import { undiciTransport } from '@signalbox/http/node'
import { coreSurface, createCoreSurface } from './core-surface.ts'

testFaults(coreSurface, 'real')
testFaults(createCoreSurface('core over undici', undiciTransport()), 'real')
testFaults(coreSurface, 'virtual')
testFaults(coreSurface, 'virtual', 'anthropic-messages')
testFaults(coreSurface, 'virtual', 'openai-responses')

describe.concurrent("FailoverBench's scenarios, virtual time", () => {
  it.each(failoverScenarios.map((cell) => [cell.id, cell.title, cell] as const))('%s stream: %s', (_id, _title, cell) =>
    testCell(coreSurface, cell, 'stream', 'virtual'),
  )
})

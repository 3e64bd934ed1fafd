import { execFile, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, dialects, forecast } from './mock-upstreams.ts'
import { serveMocks, type ServedMocks } from './serve-mocks.ts'

/** A Python that has what requirements.txt names. */
const python = process.env['SIGNALBOX_PYTHON'] ?? 'python3'
const hasSdks = spawnSync(python, ['-c', 'import anthropic, openai']).status === 0
const script = fileURLToPath(new URL('python-clients.py', import.meta.url))

describe.skipIf(!hasSdks)('the Python SDKs openai and anthropic', () => {
  let served: ServedMocks
  let read: Record<string, Record<string, unknown>>
  beforeAll(async () => {
    served = await serveMocks()
    const { stdout } = await promisify(execFile)(python, [script, served.url, served.token])
    read = JSON.parse(stdout) as typeof read
  }, 60_000)
  afterAll(() => served.close())

  describe.each(['openai-chat', 'openai-responses', 'anthropic-messages'])('%s', (dialect) => {
    it.each(dialects)('answered by %s: whole, streamed, with tools and their results', (upstream) => {
      expect(read[dialect]?.[upstream]).toEqual({
        text: answer,
        model: `${upstream}-wire`,
        usage: [100, 5],
        header: `mock/${upstream}`,
        hasRequestId: true,
        streamed: answer,
        streamedUsage: [100, 5],
        called: [{ city: 'Paris' }, { city: 'Oslo' }],
        after: forecast,
      })
    })
  })

  it('models and counted tokens', () => {
    expect(read['models']).toEqual(expect.arrayContaining(['auto', 'chat', 'mock/anthropic']))
    expect(read['counted']).toBeGreaterThan(0)
  })

  it('errors are of their classes', () => {
    expect(read['errors']).toEqual([
      ['openai', 'NotFoundError', 404],
      ['openai', 'BadRequestError', 400],
      ['openai', 'RateLimitError', 429],
      ['openai', 'InternalServerError', 502],
      ['anthropic', 'NotFoundError', 404],
      ['anthropic', 'BadRequestError', 400],
      ['anthropic', 'RateLimitError', 429],
    ])
  })
})

import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer } from './mock-upstreams.ts'
import { serveMocks, type ServedMocks } from './serve-mocks.ts'

const hasCurl = spawnSync('curl', ['--version']).status === 0

describe.skipIf(!hasCurl)('curl', () => {
  let served: ServedMocks
  beforeAll(async () => void (served = await serveMocks()))
  afterAll(() => served.close())

  /** Head and body, as they come over the wire. */
  const curl = async (path: string, body: object, ...more: readonly string[]): Promise<string> => {
    const args = ['-sS', '-i', '-N', `${served.url}${path}`, '--json', JSON.stringify(body), ...more]
    return (await promisify(execFile)('curl', args)).stdout
  }
  const bearer = (): string[] => ['-H', `Authorization: Bearer ${served.token}`]
  const messages = [{ role: 'user', content: 'Tell me of the fox' }]

  it.each(['/v1/chat/completions', '/chat/completions'])('%s', async (path) => {
    const reply = await curl(path, { model: 'auto', messages }, ...bearer())
    expect(reply).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(reply).toMatch(/^x-signalbox-tier: plain\r$/im)
    expect(reply).toContain(`"content":${JSON.stringify(answer)}`)
  })

  it('streams chat', async () => {
    const reply = await curl('/v1/chat/completions', { model: 'anthropic', messages, stream: true }, ...bearer())
    expect(reply).toMatch(/^content-type: text\/event-stream/im)
    expect(reply).toMatch(/data: \[DONE\]\n\n$/)
  })

  it('streams messages, with x-api-key', async () => {
    const body = { model: 'chat', max_tokens: 100, messages, stream: true }
    const reply = await curl('/v1/messages', body, '-H', `x-api-key: ${served.token}`)
    expect(reply).toMatch(/\r\n\r\n(: .*\n\n)?event: message_start\ndata: \{/)
    expect(reply).toMatch(/event: message_stop\ndata: \{"type":"message_stop"\}\n\n$/)
  })

  it('is told what is wrong, in the words of the path', async () => {
    const body = { model: 'nobody', max_tokens: 100, messages }
    expect(await curl('/v1/messages', body, ...bearer())).toMatch(/"type":"error".*"type":"not_found_error"/s)
    expect(await curl('/v1/chat/completions', body, ...bearer())).toMatch(/\{"error":\{"message":".*"param":"model"/s)
    expect(await curl('/v1/chat/completions', body)).toMatch(/^HTTP\/1\.1 401 /)
  })

  it('explains without a call', async () => {
    const calls = served.requests('chat').length
    const reply = await curl('/signalbox/explain', { model: 'auto', messages }, ...bearer())
    expect(reply).toMatch(/"steps":\[/)
    expect(served.requests('chat')).toHaveLength(calls)
  })
})

import { startMockServer } from '@signalbox/mock-providers'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answer, provider } from './shared/policy.ts'

const upstream = await startMockServer(provider)
writeFileSync(
  'serve.yaml',
  `
upstreams: { mock: { dialect: openai-chat, baseUrl: '${upstream.url}/v1' } }
targets: [{ id: only, model: z-ai/glm-5.2, upstream: mock, as: up }]
tiers: [{ name: economy, targets: [only] }]
strategy: { tier: economy }
ledger: { sqlite: ./serve.db }
`,
)
const args = ['serve', '--config', 'serve.yaml', '--port', '0', '--json']
const gateway = spawn(join('node_modules', '.bin', 'signalbox'), args, { stdio: ['ignore', 'pipe', 'inherit'] })
process.on('exit', () => gateway.kill())
const [started] = (await once(gateway.stdout.setEncoding('utf8'), 'data')) as [string]
const { url } = JSON.parse(started) as { url: string }

const response = await fetch(new URL('/v1/messages', url), {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    model: 'auto',
    max_tokens: 100,
    messages: [{ role: 'user', content: 'Say hello in French' }],
  }),
})
const message = (await response.json()) as { content: unknown }
assert.deepEqual(message.content, [{ type: 'text', text: answer, citations: null }])

gateway.kill('SIGTERM')
assert.deepEqual(await once(gateway, 'close'), [0, null])
await upstream.close()

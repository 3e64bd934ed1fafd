import { catalog } from '@signalbox/catalog'
import { ConfigError, loadConfig, toRouterOptions } from '@signalbox/config'
import { createRouter } from '@signalbox/core'
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'

const text = `
upstreams: { mock: { dialect: openai-chat, baseUrl: 'http://127.0.0.1:1/v1' } }
targets: [{ id: only, model: z-ai/glm-5.2, upstream: mock }]
tiers: [{ name: economy, targets: [only] }]
strategy: { tier: economy }
`
const load = (file: string): ReturnType<typeof loadConfig> => loadConfig({ file, catalog, env: {}, nowMs: Date.now() })

writeFileSync('right.yaml', text)
const router = createRouter(toRouterOptions(load('right.yaml').config, catalog))
assert.ok(router.ids.includes('tier:economy'))

writeFileSync('wrong.yaml', text.replace('[only] }]', '[onyl] }]'))
assert.throws(
  () => load('wrong.yaml'),
  (error) => error instanceof ConfigError && /wrong\.yaml:4:\d+/.test(error.message),
)

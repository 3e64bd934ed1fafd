import { importLitellm, createLitellmCarrier, exportLitellm } from '@signalbox/bridge/litellm'
import { createOpenrouterCarrier, createOpenrouterTargets } from '@signalbox/bridge/openrouter'
import { catalog } from '@signalbox/catalog'
import { openConfig } from '@signalbox/express'
import { carriesPools, collectReply, createUpstreamCall, httpDialect } from '@signalbox/http'
import { createMockFetch, createMockLitellm, createMockOpenrouter, createMockProvider } from '@signalbox/mock-providers'
import assert from 'node:assert/strict'

/** OpenRouter with a first model that is down, and a LiteLLM proxy; each as a user's policy has it. */
const answer = 'Bonjour, le monde!'
const request = { messages: [{ role: 'user', content: 'Translate to French: hello, world' }] } as const
const models = ['deepseek/deepseek-v4-pro', 'z-ai/glm-5.2']
const openrouter = createMockOpenrouter({
  models: {
    [models[0] ?? '']: { answer, faults: () => ({ kind: 'status', status: 503 }) },
    [models[1] ?? '']: { answer },
  },
})
const litellm = createMockLitellm({
  deployments: [
    {
      group: 'cheap',
      model: 'openai/mock',
      id: 'deployment-1',
      provider: createMockProvider({ name: 'mock', models: { mock: { answer } } }),
      prices: { inputPerMillionUsd: 1, outputPerMillionUsd: 2 },
    },
  ],
})
const fetch = createMockFetch({ 'https://openrouter.ai/api/v1': openrouter, 'http://proxy.test/v1': litellm })
const carriers = { openrouter: createOpenrouterCarrier, litellm: createLitellmCarrier }
const env = { OPENROUTER_API_KEY: 'key', LITELLM_PROXY_API_KEY: 'key' }

const { notes: _, ...pieces } = createOpenrouterTargets({ models, mode: 'tier' })
const pooled = await ask({ ...pieces, strategy: { tier: 'openrouter' } })
assert.deepEqual([pooled?.answeredBy?.model, openrouter.requests.length], ['z-ai/glm-5.2', 1])
assert.ok((pooled?.reportedCostNanoUsd ?? 0) > 0, 'what OpenRouter says that it costs')

const { config, report } = importLitellm(
  'model_list:\n  - model_name: cheap\n    litellm_params: { model: litellm_proxy/cheap, api_base: "http://proxy.test/v1" }\n',
  { file: 'config.yaml', env, catalog },
)
assert.ok(config !== undefined, JSON.stringify(report))
const { ledger: _file, ...imported } = config
const carried = await ask(imported, 'cheap')
assert.deepEqual([carried?.host, (carried?.reportedCostNanoUsd ?? 0) > 0], ['deployment-1', true])
assert.match(exportLitellm(config, { catalog }).yaml, /model_name: cheap/)

/** The attempt that answered. */
async function ask(policy: Parameters<typeof openConfig>[0] & object, model = 'auto') {
  const { router, upstreams, close } = openConfig(policy, { env, carriers })
  const asked = { ...request, model }
  const call = createUpstreamCall({ upstreams, request: asked, fetch })
  const { parts, outcome } = await router.run(asked, call, {
    dialect: httpDialect,
    carriesPools: carriesPools(upstreams),
  })
  assert.equal(collectReply(parts).text, answer)
  await close()
  return outcome.attempts.find(({ n }) => n === outcome.servedBy?.n)
}

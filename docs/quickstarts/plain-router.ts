import { catalog } from '@signalbox/catalog'
import { createRouter, rules } from '@signalbox/core'
import { collectReply, createUpstreamCall, httpDialect } from '@signalbox/http'

const apiKey = process.env['OPENROUTER_API_KEY']
const baseUrl = 'https://openrouter.ai/api/v1'
const upstreams = [{ name: 'openrouter', dialect: 'openai-chat', baseUrl, apiKey }] as const
const target = (id: string, model: string) => ({ id, model, as: model, upstream: 'openrouter', provider: 'openrouter' })

const router = createRouter({
  catalog,
  targets: [target('cheap', 'deepseek/deepseek-v4-pro'), target('best', 'anthropic/claude-sonnet-4.6')],
  tiers: [
    { name: 'economy', targets: ['cheap'] },
    { name: 'frontier', targets: ['best'] },
  ],
  strategy: rules([{ when: { task: ['code', 'math', 'reasoning'] }, use: 'frontier' }], { otherwise: 'economy' }),
  baseline: 'anthropic/claude-sonnet-4.6',
})
const request = { messages: [{ role: 'user', content: 'Translate to French: good morning' }] } as const
const call = createUpstreamCall({ upstreams, request })
const { parts, outcome } = await router.run(request, call, { dialect: httpDialect })
console.log(collectReply(parts).text, outcome.servedBy?.target, outcome.cost.usd)

import type { RouteRequest } from '@signalbox/core'
import express, { type Express, type Request } from 'express'
import { afterEach, describe, expect, it } from 'vitest'
import { ask, serveApp, type ServedApp } from '../test/serve-app.ts'
import { createGatewayWorld, createTestRouter } from '../test/world.ts'
import { createGateway } from './create-gateway.ts'
import { gatewayErrors } from './gateway-errors.ts'
import { routeDecision } from './route-decision.ts'

let served: ServedApp | undefined
afterEach(async () => {
  await served?.close()
  served = undefined
})

/** Answers the tier decided on, null for no decision. */
async function serve(prepare: (app: Express) => void): Promise<ServedApp> {
  const app = express().use(express.json())
  prepare(app)
  app.all('/ask', (req, res) => void res.json(req.signalbox?.decision?.steps[0]?.tier ?? null))
  app.use(gatewayErrors())
  served = await serveApp(app)
  return served
}

const messages = ask.messages

describe('a decision', () => {
  it.each<[string, unknown, string | null]>([
    ['OpenAI chat', ask, 'economy'],
    ['OpenAI chat, the frontier by name', { ...ask, model: 'tier:frontier' }, 'frontier'],
    ['a task in the field signalbox', { ...ask, signalbox: { task: 'code' } }, 'frontier'],
    ['no model named', { messages }, 'economy'],
    ['OpenAI responses', { model: 'tier:frontier', input: 'hi' }, 'frontier'],
    ['Anthropic, no limit yet', { model: 'auto', system: 'be brief', messages }, 'economy'],
    ['a body about something else', { name: 'x', input: 'y' }, null],
    ['a list', [1], null],
  ])('about %s', async (_, body, tier) => {
    const { post } = await serve((app) => app.use(routeDecision(createTestRouter())))
    expect(await (await post('/ask', body)).json()).toBe(tier)
  })

  it('about a request without a body is none, and one may be asked for', async () => {
    const router = createTestRouter()
    const { url } = await serve((app) => {
      app.use(routeDecision({ router }))
      app.get('/decide', async (req, res) => {
        const none = await req.signalbox?.decide().catch((error: unknown) => String(error))
        const decision = await req.signalbox?.decide({ task: 'code', messages })
        res.json([req.signalbox?.router === router, none, decision?.steps[0]?.tier])
      })
    })
    expect(await (await fetch(`${url}/ask`)).json()).toBeNull()
    expect(await (await fetch(`${url}/decide`)).json()).toEqual([
      true,
      expect.stringContaining('Give decide() the one to decide about'),
      'frontier',
    ])
  })

  it('is made for what the app reads out of a request of its own', async () => {
    const toRequest = ({ body }: Request): RouteRequest => ({
      task: 'code',
      messages: [{ role: 'user', content: (body as { readonly question: string }).question }],
    })
    const { post } = await serve((app) => app.use(routeDecision(createTestRouter(), { toRequest })))
    expect(await (await post('/ask', { question: 'why?' })).json()).toBe('frontier')
  })

  it('is made with a gateway’s router, for the tenant the app names', async () => {
    const gateway = createGateway(createGatewayWorld())
    const { post } = await serve((app) => {
      app.use(routeDecision(gateway, { tenantOf: (header) => header('x-team') }))
      app.post('/tenant', (req, res) => void res.json(req.signalbox?.request?.tenant ?? null))
    })
    expect(await (await post('/tenant', ask, { headers: { 'x-team': 'red' } })).json()).toBe('red')
  })
})

describe('what cannot be decided', () => {
  it.each<[string, unknown, number, object]>([
    ['a model nobody has', { ...ask, model: 'none' }, 404, { code: 'model_not_found', param: 'model' }],
    ['a message of no known role', { messages: [{ role: 'king', content: 'x' }] }, 400, { param: 'messages[0].role' }],
    ['a control a caller may not set', { ...ask, signalbox: { tenant: 'x' } }, 403, { param: 'signalbox.tenant' }],
  ])('is an error with a status: %s', async (_, body, status, error) => {
    const { post } = await serve((app) => app.use(routeDecision(createTestRouter())))
    const response = await post('/ask', body)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error })
  })
})

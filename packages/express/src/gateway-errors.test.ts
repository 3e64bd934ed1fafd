import express, { type Express } from 'express'
import { rateLimit } from 'express-rate-limit'
import { afterEach, describe, expect, it } from 'vitest'
import { ask, serveApp, type ServedApp } from '../test/serve-app.ts'
import { createGatewayWorld } from '../test/world.ts'
import { createGateway } from './create-gateway.ts'
import { gatewayErrors } from './gateway-errors.ts'

let served: ServedApp | undefined
afterEach(async () => {
  await served?.close()
  served = undefined
})

/** An app with something in front of its gateway, and its own last word on errors. */
async function serve(prepare: (app: Express) => void): Promise<ServedApp> {
  const app = express()
  prepare(app)
  app.use('/v1', createGateway(createGatewayWorld()), gatewayErrors())
  const last: express.ErrorRequestHandler = (_error, _req, res, _next) => void res.status(418).send('the app’s own')
  served = await serveApp(app.use(last))
  return served
}

const raise = (fault: unknown) => (app: Express) =>
  app.use(() => {
    throw fault
  })
const fault = (message: string, marks: object): Error => Object.assign(new Error(message), marks)
const chat = '/v1/chat/completions'

it('explains the limit of express.json() and what to do, and the connection goes on', async () => {
  const { post } = await serve((app) => app.use(express.json()))
  const large = { ...ask, messages: [{ role: 'user', content: 'x'.repeat(200_000) }] }
  const response = await post(chat, large)
  expect(response.status).toBe(413)
  const body = (await response.json()) as { error: { message: string } }
  expect(body).toMatchObject({ error: { type: 'invalid_request_error', code: 'request_too_large' } })
  expect(body.error.message).toMatch(/102400 bytes.*100 kB.*Mount the gateway before.*limit: '8mb'/)
  expect((await post(chat, ask)).status).toBe(200)
})

it('speaks Anthropic’s words on Anthropic’s paths', async () => {
  const { post } = await serve((app) => app.use(express.json()))
  const response = await post('/v1/messages', '{"a":')
  expect(response.status).toBe(400)
  const id = response.headers.get('request-id')
  expect(id).toMatch(/^req_/)
  expect(await response.json()).toEqual({
    type: 'error',
    error: { type: 'invalid_request_error', message: 'The body is not JSON. Send one JSON object.' },
    request_id: id,
  })
})

describe('an error of other middleware', () => {
  it.each<[string, unknown, number, string]>([
    ['a login that is missing', fault('No such user.', { status: 401 }), 401, 'No such user.'],
    ['by statusCode', fault('Slow down.', { statusCode: 429 }), 429, 'Slow down.'],
    ['not to be told', fault('secret', { status: 403, expose: false }), 403, 'The app failed at this request.'],
    ['of the app’s own', fault('secret', { status: 502 }), 502, 'The app failed at this request.'],
    ['without a status', new Error('secret'), 500, 'The app failed at this request.'],
    ['with a status that is none', fault('secret', { status: 200 }), 500, 'The app failed at this request.'],
    ['that is no error', 'secret', 500, 'The app failed at this request.'],
    ['with an odd type', fault('Odd.', { status: 400, type: 'constructor' }), 400, 'Odd.'],
  ])('%s', async (_, thrown, status, message) => {
    const { post } = await serve(raise(thrown))
    const response = await post(chat, ask)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { message } })
  })

  it('keeps its headers', async () => {
    const { post } = await serve(raise(fault('Slow down.', { status: 429, headers: { 'retry-after': 7 } })))
    expect((await post(chat, ask)).headers.get('retry-after')).toBe('7')
  })

  it('may be a rate limit’s', async () => {
    const { post } = await serve((app) =>
      app.use(
        rateLimit({
          limit: 1,
          standardHeaders: 'draft-8',
          legacyHeaders: false,
          handler: (_req, _res, next, { statusCode, message }) => next(fault(String(message), { statusCode })),
        }),
      ),
    )
    await post(chat, ask)
    const response = await post(chat, ask)
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(await response.json()).toMatchObject({ error: { type: 'rate_limit_error' } })
  })

  it('on a path that is not the gateway’s is the app’s', async () => {
    const { post } = await serve(raise(new Error('x')))
    expect((await post('/v1/mine', ask)).status).toBe(418)
    expect((await post('/messages', ask)).status).toBe(418)
  })

  it('after the head is not written over it', async () => {
    const { url } = await serve((app) =>
      app.get('/v1/models', (_req, res, next) => {
        res.end('done')
        next(new Error('late'))
      }),
    )
    expect(await (await fetch(`${url}/v1/models`)).text()).toBe('done')
  })
})

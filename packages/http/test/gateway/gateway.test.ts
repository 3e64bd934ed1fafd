import { describe, expect, it } from 'vitest'
import { createGatewayWorld, framesOf } from './world.ts'

const hello = { model: 'auto', messages: [{ role: 'user', content: 'Translate to French: hello' }] }
const asked = { ...hello, max_tokens: 100 }

describe('one dialect in and out', () => {
  it('passes fields nobody knows, and the answer as it came', async () => {
    const { post, small } = createGatewayWorld()
    const response = await post('/v1/chat/completions', { ...hello, unheard_of: { deep: [1] }, seed: 7 })
    const body = (await response.json()) as Record<string, unknown>
    expect(response.status).toBe(200)
    expect(small.requests[0]?.body).toEqual({ ...hello, model: 'm-small', unheard_of: { deep: [1] }, seed: 7 })
    expect(body).toMatchObject({ model: 'm-small', system_fingerprint: 'fp_mock' })
  })

  it.each([
    ['openai-chat', '/v1/chat/completions', asked],
    ['openai-responses', '/responses', { model: 'auto', input: 'Translate to French: hello' }],
    ['anthropic-messages', '/messages', asked],
  ] as const)('%s says who answered, why and at what cost', async (dialect, path, body) => {
    const { post, ledger } = createGatewayWorld({ small: dialect })
    const { headers } = await post(path, body)
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-signalbox-decision': expect.stringMatching(
        /^req_\w{32}; task="translate"; strategy="rules"; cause="\w+"; policy="default \w{16}"$/,
      ),
      'x-signalbox-model': 'v/m-small',
      'x-signalbox-tier': 'economy',
      'x-signalbox-escalated': 'false',
      'x-signalbox-attempts': '1',
      'x-request-id': headers.get('request-id'),
    })
    expect(Number(headers.get('x-signalbox-cost-usd'))).toBe((ledger.outcomes[0]?.costNanoUsd ?? 0) / 1e9)
    expect(ledger.outcomes[0]?.requestId).toBe(headers.get('x-request-id'))
  })

  it('sends only the headers the operator wants', async () => {
    const { post } = createGatewayWorld({ gateway: { headers: ['tier'] } })
    const { headers } = await post('/v1/chat/completions', hello)
    expect([...headers.keys()].filter((name) => name.startsWith('x-signalbox'))).toEqual(['x-signalbox-tier'])
  })

  it('a client that did not ask for usage gets none, and it is counted all the same', async () => {
    const { post, ledger } = createGatewayWorld()
    const frames = await framesOf(await post('/v1/chat/completions', { ...hello, stream: true }))
    expect(frames.every(({ choices }) => (choices as unknown[]).length === 1)).toBe(true)
    expect(ledger.outcomes[0]?.costNanoUsd).toBeGreaterThan(0)
  })

  it('one that asked gets it with its cost, last', async () => {
    const { post } = createGatewayWorld()
    const response = await post('/v1/chat/completions', {
      ...hello,
      stream: true,
      stream_options: { include_usage: true },
    })
    expect(response.headers.get('x-signalbox-cost-usd')).toBeNull()
    const last = (await framesOf(response)).at(-1)
    expect(last).toMatchObject({ choices: [], usage: { cost: expect.any(Number), prompt_tokens: expect.any(Number) } })
  })

  it('never hands on the caller`s own key', async () => {
    const { post, small } = createGatewayWorld()
    await post('/v1/chat/completions', hello, { authorization: 'Bearer callers-own', 'x-api-key': 'callers-too' })
    expect(JSON.stringify(small.requests[0]?.headers)).not.toContain('callers')
  })
})

describe('across dialects', () => {
  it('an OpenAI client is answered by an Anthropic model', async () => {
    const { post, small } = createGatewayWorld({ small: 'anthropic-messages' })
    const response = await post('/v1/chat/completions', { ...hello, stop: ['END'], seed: 1, frequency_penalty: 0.5 })
    expect(await response.json()).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { role: 'assistant', content: 'small answers' }, finish_reason: 'stop' }],
    })
    expect(small.requests[0]?.body).toMatchObject({ stop_sequences: ['END'], max_tokens: 10_000 })
    expect(response.headers.get('x-signalbox-dropped')).toBe('seed, frequency_penalty')
  })

  it('an Anthropic client by an OpenAI model, streaming, with tools', async () => {
    const { post } = createGatewayWorld({
      smallScript: { answer: { toolCalls: [{ name: 'weather', argumentsJson: '{"city":"Oslo"}' }] } },
    })
    const response = await post('/v1/messages', {
      ...asked,
      stream: true,
      tools: [{ name: 'weather', input_schema: { type: 'object', properties: { city: { type: 'string' } } } }],
    })
    const frames = await framesOf(response)
    expect(frames.map(({ type }) => type)).toEqual([
      'message_start',
      'content_block_start',
      ...frames.slice(2, -3).map(() => 'content_block_delta'),
      'content_block_stop',
      'message_delta',
      'message_stop',
    ])
    expect(frames[1]).toMatchObject({ content_block: { type: 'tool_use', name: 'weather' } })
    expect(frames.at(-2)).toMatchObject({ delta: { stop_reason: 'tool_use' } })
  })

  it('a field that would change the answer chooses who may give it', async () => {
    const { post } = createGatewayWorld({ small: 'anthropic-messages' })
    const response = await post('/v1/chat/completions', { ...hello, n: 2 })
    expect(response.headers.get('x-signalbox-model')).toBe('v/m-large')
  })

  it('and where nobody is left the refusal names it', async () => {
    const { post } = createGatewayWorld({ small: 'anthropic-messages', large: 'openai-responses' })
    const response = await post('/v1/chat/completions', { ...hello, n: 2 })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { param: 'n', type: 'invalid_request_error' } })
  })

  it('with `onUnsupported: refuse` a tuning field is a reason, too', async () => {
    const { post } = createGatewayWorld({
      small: 'anthropic-messages',
      large: 'anthropic-messages',
      gateway: { onUnsupported: 'refuse' },
    })
    const response = await post('/v1/chat/completions', { ...hello, seed: 1 })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { param: 'seed' } })
  })
})

describe('errors', () => {
  const down = { answer: '', faults: () => ({ kind: 'status', status: 503 }) as const }

  it('are of the client`s dialect, and ask for no retry', async () => {
    const { post } = createGatewayWorld({ smallScript: down, largeScript: down })
    const chat = await post('/v1/chat/completions', { ...hello, stream: true })
    expect(chat.status).toBe(502)
    expect(chat.headers.get('x-should-retry')).toBe('false')
    expect(await chat.json()).toMatchObject({ error: { message: expect.any(String), type: 'api_error', param: null } })
    const messages = await post('/v1/messages', { ...asked, stream: true })
    expect(await messages.json()).toMatchObject({
      type: 'error',
      error: { type: 'api_error' },
      request_id: messages.headers.get('request-id'),
    })
  })

  it('a cut stream ends with an error, never with a success', async () => {
    const { post, log } = createGatewayWorld({
      smallScript: { answer: 'one two three four', faults: [{ kind: 'cut', afterTokens: 2 }] },
    })
    const response = await post('/v1/chat/completions', { ...hello, stream: true })
    const text = await response.text()
    expect(text).toContain('"error":{')
    expect(text).not.toContain('[DONE]')
    expect(log).toMatchObject([{ status: 200, outcome: 'broken', error: expect.any(String) }])
  })

  it('the operator`s key is the operator`s affair', async () => {
    const { post } = createGatewayWorld({
      router: { aliases: {} },
      smallScript: { answer: '', faults: () => ({ kind: 'status', status: 401, message: 'bad key key-of-small' }) },
      largeScript: { answer: '', faults: () => ({ kind: 'status', status: 401 }) },
    })
    const response = await post('/v1/chat/completions', hello)
    expect(response.status).toBe(502)
    expect(await response.text()).not.toContain('key-of-small')
  })

  it.each([
    ['/v1/chat/completions', 'nobody', 404, 'model_not_found'],
    ['/v1/embeddings', 'auto', 404, 'model_not_found'],
  ])('%s with the model %s: %i', async (path, model, status, code) => {
    const { post } = createGatewayWorld()
    const response = await post(path, { ...hello, input: 'x', model })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { code, param: 'model' } })
  })
})

describe('request control', () => {
  it('by the body or by headers, and nothing of it goes upstream', async () => {
    const { post, large, small, ledger } = createGatewayWorld()
    await post('/v1/chat/completions', { ...hello, signalbox: { task: 'code', tags: { team: 'a' }, session: 's1' } })
    await post('/v1/chat/completions', hello, { 'x-signalbox-task': 'qa', 'x-signalbox-tags': 'team=b' })
    expect(large.requests[0]?.body).toEqual({ ...hello, model: 'm-large' })
    expect(small.requests).toHaveLength(1)
    expect(Object.keys(small.requests[0]?.headers ?? {}).filter((name) => name.startsWith('x-signalbox-t'))).toEqual([])
    expect(ledger.outcomes.map(({ task, tags, session }) => ({ task, tags, session }))).toEqual([
      { task: 'code', tags: { team: 'a' }, session: 's1' },
      { task: 'qa', tags: { team: 'b' }, session: undefined },
    ])
  })

  it('constraints narrow the policy', async () => {
    const { post } = createGatewayWorld()
    const response = await post('/v1/chat/completions', {
      ...hello,
      signalbox: { constraints: { targets: { deny: ['small'] } } },
    })
    expect(response.headers.get('x-signalbox-model')).toBe('v/m-large')
  })

  it('what a caller may not set is refused by name', async () => {
    const { post } = createGatewayWorld()
    const response = await post('/v1/chat/completions', { ...hello, signalbox: { tenant: 'else' } })
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ error: { param: 'signalbox.tenant' } })
  })

  it('the tenant comes from the operator', async () => {
    const { post, ledger } = createGatewayWorld({ gateway: { tenantOf: (header) => header('x-team') } })
    await post('/v1/chat/completions', hello, { 'x-team': 'blue' })
    expect(ledger.outcomes[0]?.tenant).toBe('blue')
  })

  it('dry run and explain answer a decision, and call nobody', async () => {
    const { post, small } = createGatewayWorld()
    const dry = (await (await post('/v1/chat/completions', { ...hello, signalbox: { dryRun: true } })).json()) as object
    const explained = await (await post('/signalbox/explain', hello)).json()
    expect(dry).toMatchObject({ task: 'translate', steps: [{ target: 'small' }, { target: 'large' }] })
    expect(explained).toMatchObject({ task: 'translate', steps: [{ target: 'small' }, { target: 'large' }] })
    expect(small.requests).toHaveLength(0)
  })

  it('commit `buffer` shows nothing of a stream that breaks off', async () => {
    const { post } = createGatewayWorld({
      smallScript: { answer: 'one two three four', faults: [{ kind: 'cut', afterTokens: 2 }] },
    })
    const response = await post('/v1/chat/completions', { ...hello, stream: true, signalbox: { commit: 'buffer' } })
    const text = await response.text()
    expect(text).toContain('large')
    expect(text).not.toContain('one')
  })
})

describe('guards', () => {
  it('`before` refuses, or changes what is sent', async () => {
    const { post, small } = createGatewayWorld({
      gateway: {
        before: ({ body, request }) => {
          const text = JSON.stringify(request.messages)
          if (text.includes('jailbreak')) return { refuse: { message: 'Not here.', code: 'jailbreak' } }
          return { body: JSON.parse(JSON.stringify(body).replaceAll('4111', '****')) as Record<string, unknown> }
        },
      },
    })
    const messages = [{ role: 'user', content: 'Classify: 4111' }]
    await post('/v1/chat/completions', { ...hello, messages })
    expect(small.requests[0]?.body['messages']).toEqual([{ role: 'user', content: 'Classify: ****' }])
    const refused = await post('/v1/chat/completions', { ...hello, messages: [{ role: 'user', content: 'jailbreak' }] })
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ error: { code: 'jailbreak', message: 'Not here.' } })
  })

  it.each([true, false])('`after` sees the whole answer before the caller does, streaming: %s', async (stream) => {
    const seen: string[] = []
    const { post } = createGatewayWorld({
      gateway: {
        after: ({ text, outcome }) => {
          seen.push(`${outcome.kind}: ${text}`)
          return { text: 'all clean' }
        },
      },
    })
    const text = await (await post('/v1/chat/completions', { ...hello, stream })).text()
    expect(seen).toEqual(['served: small answers'])
    expect(text).toContain('all clean')
    expect(text).not.toContain('small answers')
  })
})

describe('an `after` guard', () => {
  it('sees calls, and cannot be passed by', async () => {
    const seen: unknown[] = []
    const { post } = createGatewayWorld({
      smallScript: { answer: { toolCalls: [{ name: 'pay', argumentsJson: '{"card":4111}' }] } },
      gateway: { after: ({ text, toolCalls }) => void seen.push({ text, toolCalls }) },
    })
    await post('/v1/chat/completions', hello)
    expect(seen).toEqual([{ text: '', toolCalls: [{ name: 'pay', argumentsJson: '{"card":4111}' }] }])
    const several = await post('/v1/chat/completions', { ...hello, n: 2 })
    expect(several.status).toBe(400)
    expect(await several.json()).toMatchObject({ error: { param: 'n' } })
  })

  it.each([true, false])('that changes nothing leaves the answer as it came, streaming: %s', async (stream) => {
    const body = { ...asked, stream }
    const plain = createGatewayWorld({ small: 'anthropic-messages', gateway: { headers: [] } })
    const watched = createGatewayWorld({
      small: 'anthropic-messages',
      gateway: { headers: [], after: () => undefined },
    })
    const texts = [plain, watched].map(async ({ post }) => (await post('/v1/messages', body)).text())
    const [unseen, seen] = await Promise.all(texts)
    expect(seen).toBe(unseen)
  })
})

it.each(['openai-chat', 'anthropic-messages'] as const)(
  'an `after` guard leaves %s as it came, even where another dialect could have gone on with it',
  async (dialect) => {
    const path = dialect === 'openai-chat' ? '/v1/chat/completions' : '/v1/messages'
    const large = dialect === 'openai-chat' ? 'anthropic-messages' : 'openai-chat'
    const body = { ...asked, stream: true }
    const gateway = { headers: [] }
    const plain = createGatewayWorld({ small: dialect, large, gateway })
    const watched = createGatewayWorld({ small: dialect, large, gateway: { ...gateway, after: () => undefined } })
    const seen = await (await watched.post(path, { ...body, signalbox: { commit: 'resume' } })).text()
    expect(seen).toBe(await (await plain.post(path, body)).text())
  },
)

describe('other endpoints', () => {
  it('lists virtual and real ids, and shows one', async () => {
    const { gateway } = createGatewayWorld()
    const get = async (path: string, headers = {}): Promise<Record<string, unknown>> =>
      (await (await gateway.fetch(new Request(`http://g.test${path}`, { headers }))).json()) as Record<string, unknown>
    const { data } = (await get('/v1/models')) as { data: { id: string }[] }
    expect(data.map(({ id }) => id)).toEqual([
      'auto',
      'tier:economy',
      'tier:frontier',
      'small',
      'large',
      'vectors',
      'gpt-4',
      'v/m-small',
      'v/m-large',
      'v/vectors',
    ])
    expect(await get('/v1/models/v%2Fm-small')).toMatchObject({ id: 'v/m-small', owned_by: 'v' })
    expect(await get('/models/v/m-small')).toMatchObject({ id: 'v/m-small' })
    expect(await get('/v1/models', { 'anthropic-version': '2023-06-01' })).toMatchObject({
      has_more: false,
      first_id: 'auto',
    })
    expect(await get('/v1/models/nobody')).toMatchObject({ error: { code: 'model_not_found' } })
  })

  it('embeds by the one model named', async () => {
    const { post, ledger } = createGatewayWorld()
    const response = await post('/v1/embeddings', { model: 'vectors', input: ['a', 'b'] })
    expect(await response.json()).toMatchObject({ object: 'list', data: [{ index: 0 }, { index: 1 }] })
    expect(response.headers.get('x-signalbox-model')).toBe('v/vectors')
    expect(ledger.outcomes).toMatchObject([{ kind: 'served', task: 'embed' }])
  })

  it('counts tokens at the provider where its dialect can, else estimates and says so', async () => {
    const anthropic = createGatewayWorld({ small: 'anthropic-messages' })
    const counted = await anthropic.post('/v1/messages/count_tokens', hello)
    expect(await counted.json()).toEqual({ input_tokens: expect.any(Number) })
    expect(counted.headers.get('x-signalbox-estimated')).toBeNull()
    expect(anthropic.small.requests[0]?.path).toContain('count_tokens')
    const openai = createGatewayWorld()
    const estimated = await openai.post('/v1/messages/count_tokens', hello)
    expect(await estimated.json()).toEqual({ input_tokens: expect.any(Number) })
    expect(estimated.headers.get('x-signalbox-estimated')).toBe('true')
    expect(openai.small.requests).toHaveLength(0)
  })

  it.each([
    ['GET', '/v1/chat/completions', 405],
    ['POST', '/v1/models', 405],
    ['POST', '/v1/audio/speech', 404],
    ['GET', '/healthz', 200],
    ['HEAD', '/readyz', 200],
    ['GET', '/metrics', 404],
  ])('%s %s: %i', async (method, path, status) => {
    const { gateway } = createGatewayWorld()
    expect((await gateway.fetch(new Request(`http://g.test${path}`, { method }))).status).toBe(status)
  })
})

describe('who may come in', () => {
  it('is asked with the head alone; health is open to everybody', async () => {
    const { post, gateway, small } = createGatewayWorld({
      gateway: { authorize: (header) => header('authorization') === 'Bearer open' },
    })
    expect((await post('/v1/chat/completions', hello)).status).toBe(401)
    expect((await post('/v1/chat/completions', hello, { authorization: 'Bearer open' })).status).toBe(200)
    expect((await gateway.fetch(new Request('http://g.test/healthz'))).status).toBe(200)
    expect(small.requests).toHaveLength(1)
  })
})

describe('drain', () => {
  it('lets streams end, refuses new requests, and says so', async () => {
    const { post, gateway } = createGatewayWorld({
      smallScript: { answer: 'one two three four five six', tokensPerSecond: 100 },
    })
    const open = await post('/v1/chat/completions', { ...hello, stream: true })
    const drained = gateway.drain(5_000)
    expect((await post('/v1/chat/completions', hello)).status).toBe(503)
    expect((await gateway.fetch(new Request('http://g.test/readyz'))).status).toBe(503)
    expect(await open.text()).toContain('[DONE]')
    await drained
    expect(gateway.inFlight()).toBe(0)
  })

  it('and after its time ends the rest with an error', async () => {
    const { post, gateway } = createGatewayWorld({
      smallScript: { answer: 'one two three', faults: [{ kind: 'stall', afterTokens: 1, ms: 60_000 }] },
    })
    const open = await post('/v1/chat/completions', { ...hello, stream: true })
    const reading = open.text()
    await gateway.drain(20)
    expect(await reading).toContain('shutting')
  })
})

describe('whoever leaves', () => {
  it('ends the provider`s stream, and the outcome is told', async () => {
    const { post, small, log } = createGatewayWorld({
      smallScript: { answer: 'one two three four five six', tokensPerSecond: 20 },
    })
    const response = await post('/v1/chat/completions', { ...hello, stream: true })
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    await expect.poll(() => log).toMatchObject([{ outcome: 'aborted' }])
    await expect.poll(() => small.requests[0]?.ended).toBe('aborted')
  })
})

describe('what a log says of those who go', () => {
  it('before the first word: 499, and no fault of ours', async () => {
    const { gateway, log } = createGatewayWorld({ smallScript: { answer: '', faults: () => ({ kind: 'silence' }) } })
    const controller = new AbortController()
    const answer = gateway.fetch(
      new Request('http://g.test/v1/chat/completions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(hello),
        signal: controller.signal,
      }),
    )
    setTimeout(() => controller.abort(), 20)
    expect((await answer).status).toBe(499)
    expect(log).toMatchObject([{ status: 499, outcome: 'aborted', attempts: 1 }])
  })

  it('in the middle of their own body: 400', async () => {
    const { gateway, log } = createGatewayWorld()
    const reply = await gateway.handle({
      method: 'POST',
      path: '/v1/messages',
      header: (name) => (name === 'content-type' ? 'application/json' : undefined),
      signal: new AbortController().signal,
      body: {
        kind: 'bytes',
        chunks: (async function* () {
          yield new TextEncoder().encode('{"model":')
          throw new Error('aborted')
        })(),
      },
    })
    expect(reply).toMatchObject({ status: 400, body: expect.stringContaining('ended before it was whole') as string })
    expect(log).toMatchObject([{ status: 400 }])
  })

  it('a task cannot break out of its header', async () => {
    const { post } = createGatewayWorld()
    const { headers } = await post('/v1/chat/completions', { ...hello, signalbox: { task: 'x"; cost="0' } })
    expect(headers.get('x-signalbox-decision')).toContain('task="x\\"; cost=\\"0"; strategy=')
  })

  it('a drain waits for nobody who does not read', async () => {
    const { post, gateway } = createGatewayWorld({
      smallScript: { answer: 'one two three', faults: [{ kind: 'stall', afterTokens: 1, ms: 60_000 }] },
    })
    await post('/v1/chat/completions', { ...hello, stream: true })
    await gateway.drain(10)
    expect(gateway.inFlight()).toBe(1)
  })
})

describe('what listens', () => {
  it('may throw: the request is answered, and so is the next', async () => {
    const { post } = createGatewayWorld({
      gateway: {
        log: () => {
          throw new Error('log broken')
        },
      },
    })
    expect((await post('/v1/chat/completions', hello)).status).toBe(200)
    expect((await post('/v1/chat/completions', hello)).status).toBe(200)
  })

  it('two drains end both', async () => {
    const { post, gateway } = createGatewayWorld({ smallScript: { answer: 'one two three', tokensPerSecond: 50 } })
    const open = await post('/v1/chat/completions', { ...hello, stream: true })
    const drains = [gateway.drain(5_000), gateway.drain(5_000)]
    await open.text()
    await Promise.all(drains)
    expect(gateway.inFlight()).toBe(0)
  })
})

describe('a stream', () => {
  it('that nobody has read for too long ends with an error, not as if it were whole', async () => {
    const { post } = createGatewayWorld({
      smallScript: { answer: 'word '.repeat(40), tokensPerSecond: 50 },
      router: { execution: { idleReaderMs: 60, gapTimeoutMs: 100, maxRetriesPerTarget: 0 } },
    })
    const response = await post('/v1/chat/completions', { ...hello, stream: true })
    const reader = response.body?.getReader()
    await reader?.read()
    await new Promise((resolve) => setTimeout(resolve, 400))
    const decoder = new TextDecoder()
    let rest = ''
    for (let step = await reader?.read(); step?.done === false; step = await reader?.read())
      rest += decoder.decode(step.value)
    expect(rest).toContain('reader_idle')
    expect(rest).not.toContain('[DONE]')
  })

  it('that a guard holds is kept alive', async () => {
    const { post } = createGatewayWorld({
      smallScript: { answer: 'all of it', latencyMs: 120 },
      gateway: { keepAliveMs: 30, after: () => undefined },
    })
    const text = await (await post('/v1/chat/completions', { ...hello, stream: true })).text()
    expect(text.startsWith(': keep-alive\n\n')).toBe(true)
    expect(text).toContain('[DONE]')
  })
})

it.each(['//v1//chat/completions', '/v1/chat/completions/'])('%s is meant all the same', async (path) => {
  expect((await createGatewayWorld().post(path, hello)).status).toBe(200)
})

it('Anthropic`s client is told in its own words of a model that is not there', async () => {
  const { gateway } = createGatewayWorld()
  const headers = { 'anthropic-version': '2023-06-01' }
  const response = await gateway.fetch(new Request('http://g.test/v1/models/none', { headers }))
  expect(await response.json()).toMatchObject({ type: 'error', error: { type: 'not_found_error' } })
})

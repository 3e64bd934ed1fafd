import { endpoints, jsonOf, post, type HostileRequest } from './hostile-request.ts'

/** Model ids that name no model. */
const models: readonly (readonly [string, string])[] = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'then'].map(
    (id) => [id, id] as const,
  ),
  ...['task:', 'tier:', 'tier:constructor', 'tier:nowhere', 'auto:auto', 'AUTO\u0000'].map((id) => [id, id] as const),
  ...['../../etc/passwd', '..\\..\\windows\\win.ini', '/etc/passwd', 'file:///etc/passwd', '%2e%2e%2f'].map(
    (id) => [id, id] as const,
  ),
  ...[
    'http://169.254.169.254/latest/meta-data',
    'https://evil.test/v1',
    '//evil.test',
    'v/good@evil.test',
    'v/good?key=1',
    'v/good#x',
  ].map((id) => [id, id] as const),
  ...[
    '${process.env.HOME}',
    '{{7*7}}',
    '<%= 1 %>',
    '$(id)',
    '`id`',
    "' OR 1=1 --",
    '"; drop table outcomes; --',
    '<script>alert(1)</script>',
    '%s%n%x',
    '*',
    '.*',
    '(a+)+$',
  ].map((id) => [id, id] as const),
  ['nothing', ''],
  ['a blank', ' '],
  ['CR LF and a header', 'v/good\r\nx-injected: yes'],
  ['LF', 'v/good\nset-cookie: a=b'],
  ['NUL', 'v/good\0'],
  ['an escape sequence', '\u001b[2J'],
  ['a line separator', 'v/good\u2028'],
  ['from right to left', '\u202egood'],
  ['emoji', '🚂🚃🚃'],
  ['a look-alike', 'v/gооd'],
  ['257 characters', 'm'.repeat(257)],
  ['a megabyte', 'm'.repeat(1_048_576)],
]

/** What a client may try to steer the way out with; unknown fields are passed on or refused, never obeyed. */
const steering: readonly (readonly [string, unknown])[] = [
  ['base_url', 'http://169.254.169.254/'],
  ['baseURL', 'http://127.0.0.1:9/v1'],
  ['baseUrl', 'http://127.0.0.1:9/v1'],
  ['api_base', 'http://127.0.0.1:9/v1'],
  ['api_key', 'sk-of-the-client'],
  ['api_version', '../../'],
  ['custom_llm_provider', 'evil'],
  ['headers', { authorization: 'Bearer evil', host: 'evil.test' }],
  ['extra_headers', { 'x-api-key': 'evil' }],
  ['extra_body', { model: 'evil' }],
  ['fallbacks', [{ model: 'evil', api_base: 'http://127.0.0.1:9' }]],
  ['provider', { order: ['evil'] }],
  ['url', 'file:///etc/passwd'],
  ['proxy', 'http://127.0.0.1:9'],
  ['webhook', 'http://127.0.0.1:9'],
]
const controls: readonly (readonly [string, unknown])[] = [
  ['base_url', 'http://127.0.0.1:9'],
  ['upstream', 'evil'],
  ['apiKey', 'evil'],
  ['headers', { a: 'b' }],
  ['strategy', { tier: 'economy' }],
  ['execution', { maxAttempts: 1_000_000 }],
  ['maxCostUsd', 1e9],
  ['tenant', 'somebody-else'],
]

/** Names and fields that reach for what is not theirs. */
export const hostileNames: readonly HostileRequest[] = [
  ...models.flatMap(([name, model]) =>
    (['openai-chat', 'openai-responses', 'anthropic-messages'] as const).map((endpoint) =>
      post(`${endpoint}, model: ${name}`, endpoints[endpoint], () => jsonOf(endpoint, { model })),
    ),
  ),
  ...models.map(([name, model]) =>
    post(`embeddings, model: ${name}`, endpoints['openai-embeddings'], () => jsonOf('openai-embeddings', { model })),
  ),
  // A task may have any name; it is no model.
  ...['task:__proto__', 'task:constructor', 'task:toString'].map((model) =>
    post(`model: ${model}`, endpoints['openai-chat'], jsonOf('openai-chat', { model }), { expects: 'ignored' }),
  ),
  ...steering.flatMap(([field, value]) =>
    (['openai-chat', 'anthropic-messages'] as const).map((endpoint) =>
      post(`${endpoint}, steering: ${field}`, endpoints[endpoint], jsonOf(endpoint, { [field]: value }), {
        expects: 'ignored',
      }),
    ),
  ),
  ...controls.map(([field, value]) =>
    post(`control: ${field}`, endpoints['openai-chat'], jsonOf('openai-chat', { signalbox: { [field]: value } })),
  ),
  ...['a\r\nx-injected: yes', 'a\0b', 'x'.repeat(10_000)].flatMap((text, n) =>
    ['task', 'session'].map((field) =>
      post(`control: ${field} with what no header may hold, ${n + 1}`, endpoints['openai-chat'], () =>
        jsonOf('openai-chat', { signalbox: { [field]: text } }),
      ),
    ),
  ),
  post('control: a thousand tags', endpoints['openai-chat'], () =>
    jsonOf('openai-chat', {
      signalbox: { tags: Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`t${n}`, 'x'])) },
    }),
  ),
  post(
    'control: commit of tomorrow',
    endpoints['openai-chat'],
    jsonOf('openai-chat', { signalbox: { commit: 'tomorrow' } }),
  ),
  post(
    'control: a holdback of -1 ms',
    endpoints['openai-chat'],
    jsonOf('openai-chat', { signalbox: { commit: { holdback: { ms: -1 } } } }),
  ),
  post(
    'control: a ceiling of -1',
    endpoints['openai-chat'],
    jsonOf('openai-chat', { signalbox: { constraints: { maxCostUsd: -1 } } }),
  ),
  ...[0, 129, 1e9].map((n) => post(`n: ${n}`, endpoints['openai-chat'], jsonOf('openai-chat', { n }))),
  ...[-0.1, 2.1, 1e9].map((temperature) =>
    post(`temperature: ${temperature}`, endpoints['openai-chat'], jsonOf('openai-chat', { temperature })),
  ),
  ...[-1, 21].map((top) =>
    post(
      `top_logprobs: ${top}`,
      endpoints['openai-chat'],
      jsonOf('openai-chat', { logprobs: true, top_logprobs: top }),
    ),
  ),
  ...[0, -1].map((max) =>
    post(`max_tokens: ${max}`, endpoints['openai-chat'], jsonOf('openai-chat', { max_tokens: max })),
  ),
  ...[[], [{}], [{ role: 'wizard', content: 'Hello' }], [null]].flatMap((messages, n) =>
    (['openai-chat', 'anthropic-messages'] as const).map((endpoint) =>
      post(`${endpoint}, no proper messages, ${n + 1}`, endpoints[endpoint], jsonOf(endpoint, { messages })),
    ),
  ),
]

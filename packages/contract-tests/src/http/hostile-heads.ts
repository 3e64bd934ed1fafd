import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import { endpoints, jsonOf, post, type HostileRequest, type PostOptions } from './hostile-request.ts'

const chat = endpoints['openai-chat']
const body = jsonOf('openai-chat')
const withHeaders = (
  name: string,
  headers: Readonly<Record<string, string | undefined>>,
  expects: HostileRequest['expects'] = 'refused',
): readonly HostileRequest[] =>
  (['openai-chat', 'anthropic-messages'] as const).map((endpoint) =>
    post(`${endpoint}: ${name}`, endpoints[endpoint], jsonOf(endpoint), { headers, expects }),
  )
const packed = (name: string, encoding: string, bytes: () => Buffer, more: PostOptions = {}): HostileRequest =>
  post(name, chat, bytes, { ...more, headers: { 'content-encoding': encoding } })

const megabyte = 1_048_576
const bomb = (pack: (bytes: Buffer) => Buffer, megabytes: number) => (): Buffer =>
  pack(Buffer.concat([Buffer.from('{"x":"'), Buffer.alloc(megabytes * megabyte, 'a'), Buffer.from('"}')]))

const encodings: readonly HostileRequest[] = [
  packed('a gzip bomb, 64 MB', 'gzip', bomb(gzipSync, 64)),
  packed('a deflate bomb, 64 MB', 'deflate', bomb(deflateSync, 64)),
  packed(
    'a brotli bomb, 64 MB',
    'br',
    bomb((bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }), 64),
  ),
  packed('gzip in gzip, said twice', 'gzip, gzip', () => gzipSync(gzipSync(body))),
  packed('ten encodings', Array.from({ length: 10 }, () => 'gzip').join(','), () => Buffer.from(body)),
  packed('gzip in gzip, said once', 'gzip', () => gzipSync(gzipSync(body))),
  packed('gzip that is none', 'gzip', () => Buffer.from(body)),
  packed('gzip that breaks off', 'gzip', () => gzipSync(body).subarray(0, -9)),
  packed('gzip with a wrong checksum', 'gzip', () => {
    const bytes = gzipSync(body)
    bytes.writeUInt32LE(0xdead_beef, bytes.length - 8)
    return bytes
  }),
  packed('gzip of nothing', 'gzip', () => gzipSync('')),
  packed('nothing as gzip', 'gzip', () => Buffer.alloc(0)),
  ...['zstd', 'compress', 'x-nonsense', '../gzip', 'gzip;q=1', '__proto__', 'constructor'].map((encoding) =>
    packed(`encoding ${encoding}`, encoding, () => Buffer.from(body)),
  ),
  post('gzip that nobody has announced', chat, () => gzipSync(body)),
]

const types: readonly HostileRequest[] = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'text/html',
  'application/jsonx',
  'application/json; charset=utf-16',
  'nonsense',
].flatMap((type) => withHeaders(`content type ${type}`, { 'content-type': type }))

const control = (name: string, value: string, why: string = value): readonly HostileRequest[] =>
  withHeaders(`x-signalbox-${name}: ${why}`, { [`x-signalbox-${name}`]: value })

const controls: readonly HostileRequest[] = [
  ...[
    '{',
    '[]',
    '"x"',
    '7',
    'null',
    '{"maxCostUsd":"1"}',
    '{"maxCostUsd":-1}',
    '{"nonsense":1}',
    '{"__proto__":{"a":1}}',
  ].flatMap((value) => control('constraints', value)),
  ...control('constraints', '['.repeat(8_000), '8,000 brackets'),
  ...['now', '{', '7', '{"holdback":{"ms":-1}}', 'first-content,buffer'].flatMap((value) => control('commit', value)),
  ...['perhaps', '2', '{}'].flatMap((value) => control('dry-run', value)),
  ...['perhaps', '-1'].flatMap((value) => control('shadow', value)),
  ...['no equals sign', '=nothing', '{"a":"b"}'].flatMap((value) => control('tags', value)),
  ...control('tags', `a=${'x'.repeat(8_000)}`, '8,000 characters'),
  ...control('tags', Array.from({ length: 100 }, (_, n) => `t${n}=x`).join(','), 'a hundred'),
  ...control('session', 's'.repeat(1_000), '1,000 characters'),
  ...control('task', 't'.repeat(1_000), '1,000 characters'),
  ...control('tenant', 'somebody-else'),
]

const oddHeaders: readonly HostileRequest[] = [
  ...withHeaders('a header named __proto__', { __proto__x: 'a', ['__proto__']: 'polluted' }, 'ignored'),
  ...withHeaders('a header named constructor', { constructor: 'polluted' }, 'ignored'),
  ...(
    [
      ['x-portkey-custom-host', 'http://127.0.0.1:9/v1'],
      ['x-portkey-config', '{"provider":"openai","custom_host":"http://127.0.0.1:9"}'],
      ['x-portkey-forward-headers', 'authorization'],
      ['helicone-target-url', 'http://127.0.0.1:9'],
      ['x-base-url', 'http://127.0.0.1:9'],
      ['x-upstream', 'evil'],
      ['x-forwarded-host', 'evil.test'],
      ['x-original-url', '/metrics'],
      ['x-http-method-override', 'DELETE'],
      ['x-forwarded-for', "127.0.0.1' OR 1=1"],
      ['x-request-id', 'x'.repeat(4_000)],
      ['x-signalbox-attempt', 'forged/1'],
      ['x-signalbox-decision', 'forged'],
      ['x-signalbox-model', 'forged'],
      ['x-signalbox-cost-usd', '-1'],
      ['x-signalbox-nonsense', 'forged'],
      ['traceparent', '00-nonsense'],
      ['accept', 'image/png'],
      ['accept-encoding', 'nonsense;q=9'],
      ['expect', '100-continue'],
      ['cookie', 'a='.repeat(2_000)],
      ['authorization', 'Basic !!!!'],
      ['anthropic-version', '1999-01-01'],
      ['anthropic-beta', 'a\tb'],
      ['range', 'bytes=0-'],
      ['forwarded', 'for="[::]";host=evil.test'],
    ] as const
  ).flatMap(([name, value]) => withHeaders(`header ${name}`, { [name]: value }, 'ignored')),
  ...withHeaders('bytes above ASCII in a header', { 'x-whatever': '\u00e9\u00ff' }, 'ignored'),
  ...withHeaders('bytes above ASCII in the request id', { 'x-request-id': '\u00e9\u00ff' }, 'ignored'),
  ...withHeaders('bytes above ASCII in the session', { 'x-signalbox-session': '\u00e9\u00ff' }, 'ignored'),
  ...withHeaders('host: the metadata service', { host: '169.254.169.254' }, 'ignored'),
  ...withHeaders('host: nonsense', { host: 'a b/../c@d' }, 'ignored'),
  ...withHeaders('host: nothing', { host: '' }, 'ignored'),
]

const paths: readonly HostileRequest[] = [
  '/',
  '/v1',
  '/v1/',
  '/v2/chat/completions',
  '/v1/chat',
  '/v1/chat/completions/../../../etc/passwd',
  '/v1/../../../etc/passwd',
  '/v1/%2e%2e/%2e%2e/etc/passwd',
  '/v1/chat%2fcompletions',
  '/v1/chat/completions%00',
  '/v1/chat/completions/%',
  '/v1/%zz',
  '/..',
  '/\\..\\..\\windows\\win.ini',
  '//evil.test/v1/chat/completions',
  '/http://169.254.169.254/latest/meta-data',
  '/v1/__proto__',
  '/constructor',
  '/toString',
  '/.env',
  '/.git/config',
  '/admin',
  '/config/update',
  '/key/generate',
  '/v1/messages/../../admin',
  '/v1/messages/batches',
  '/v1/files',
  `/${'a'.repeat(8_000)}`,
  '/v1/CHAT/COMPLETIONS',
].map((path) => post(`path ${path.slice(0, 60)}`, path, body))

const methods: readonly HostileRequest[] = [
  ...(['GET', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'TRACE', 'SEARCH'] as const).flatMap((method) =>
    [chat, endpoints['anthropic-messages'], endpoints['openai-responses'], endpoints['openai-embeddings']].map((path) =>
      post(`${method} ${path}`, path, '', {
        method,
        headers: { 'content-type': undefined, 'content-length': undefined },
      }),
    ),
  ),
  ...['/v1/models', '/healthz', '/readyz', '/metrics'].map((path) => post(`POST ${path}`, path, body)),
  ...['%2e%2e', '__proto__', 'constructor', '%00', '%', 'a/b/c'].map((id) =>
    post(`GET /v1/models/${id}`, `/v1/models/${id}`, '', {
      method: 'GET',
      headers: { 'content-type': undefined, 'content-length': undefined },
    }),
  ),
]

const explain = '/signalbox/explain'
const others: readonly HostileRequest[] = [
  ...['', '[]', '{', '{"model":7}', jsonOf('openai-chat', { messages: 7 })].map((text, n) =>
    post(`explain, nonsense ${n + 1}`, explain, text),
  ),
  ...['', '[]', '{', '{"model":7}', jsonOf('anthropic-messages', { messages: 7 })].map((text, n) =>
    post(`count tokens, nonsense ${n + 1}`, '/v1/messages/count_tokens', text),
  ),
]

/** Heads that HTTP allows: encodings, types, the gateway's own headers, strange ones, paths, methods. */
export const hostileHeads: readonly HostileRequest[] = [
  ...encodings,
  ...types,
  ...controls,
  ...oddHeaders,
  ...paths,
  ...methods,
  ...others,
]

import { endpoints, jsonOf, post, type EndpointName, type HostileRequest } from './hostile-request.ts'

const chat = endpoints['openai-chat']
const dialects = ['openai-chat', 'openai-responses', 'anthropic-messages'] as const

/** The healthy body with this JSON text put in front of its fields. */
const fieldsFirst = (endpoint: EndpointName, text: string): string => `{${text},${jsonOf(endpoint).slice(1)}`
const inAll = (
  name: string,
  body: (endpoint: EndpointName) => string | Buffer,
  expects: HostileRequest['expects'] = 'refused',
): readonly HostileRequest[] =>
  dialects.map((endpoint) => post(`${endpoint}: ${name}`, endpoints[endpoint], () => body(endpoint), { expects }))

const polluted = '{"isAdmin":true}'
/** Where a key that means harm may stand: the name of the place, and a body with the key there. */
const places: readonly (readonly [string, (key: string) => string])[] = [
  ['the body', (key) => fieldsFirst('openai-chat', key)],
  ['a message', (key) => `{"model":"auto","messages":[{"role":"user","content":"Hello",${key}}]}`],
  [
    'a part',
    (key) => `{"model":"auto","messages":[{"role":"user","content":[{"type":"text","text":"Hello",${key}}]}]}`,
  ],
  [
    'a tool',
    (key) =>
      fieldsFirst(
        'openai-chat',
        `"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object",${key}}}}]`,
      ),
  ],
  [
    'a schema',
    (key) =>
      fieldsFirst(
        'openai-chat',
        `"response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{${key}}}}`,
      ),
  ],
  ['metadata', (key) => fieldsFirst('openai-chat', `"metadata":{${key}}`)],
  ['an unknown field', (key) => fieldsFirst('openai-chat', `"whatever":[[{${key}}]]`)],
  ['the control', (key) => fieldsFirst('openai-chat', `"signalbox":{${key}}`)],
  ['its tags', (key) => fieldsFirst('openai-chat', `"signalbox":{"tags":{${key}}}`)],
  ['its constraints', (key) => fieldsFirst('openai-chat', `"signalbox":{"constraints":{${key}}}`)],
]
const pollution: readonly (readonly [string, string])[] = [
  ['__proto__', `"__proto__":${polluted}`],
  ['__proto__, escaped', `"\\u005f_proto__":${polluted}`],
  ['__proto__, escaped throughout', `"\\u005F\\u005f\\u0070roto\\u005f_":${polluted}`],
  ['constructor.prototype', `"constructor":{"prototype":${polluted}}`],
  ['constructor.prototype, escaped', `"c\\u006fnstructor":{"\\u0070rototype":${polluted}}`],
]

const nested = (open: string, close: string, depth: number, core = ''): string =>
  open.repeat(depth) + core + close.repeat(depth)
const deep = 100_000
const manyKeys = (count: number): string => Array.from({ length: count }, (_, n) => `"${n.toString(36)}":1`).join(',')
const mega = 1_048_576

const oversized: readonly (readonly [string, (endpoint: EndpointName) => string])[] = [
  ['arrays 100,000 deep', () => nested('[', ']', deep)],
  ['arrays 100,000 deep, never closed', () => '['.repeat(deep)],
  ['objects 100,000 deep', () => nested('{"a":', '}', deep, '1')],
  ['a field 100,000 deep', (endpoint) => fieldsFirst(endpoint, `"x":${nested('[', ']', deep)}`)],
  [
    'objects and arrays 100,000 deep by turns',
    (endpoint) => fieldsFirst(endpoint, `"x":${nested('[{"a":', '}]', deep, '1')}`),
  ],
  ['a field 1,000 deep', (endpoint) => fieldsFirst(endpoint, `"x":${nested('{"a":', '}', 1_000, '1')}`)],
  ['a million keys', () => `{${manyKeys(1_000_000)}}`],
  ['half a million keys', (endpoint) => fieldsFirst(endpoint, manyKeys(500_000))],
  ['half a million keys, deeper', (endpoint) => fieldsFirst(endpoint, `"x":{${manyKeys(500_000)}}`)],
  ['four million numbers', (endpoint) => fieldsFirst(endpoint, `"x":[${'1,'.repeat(3_900_000)}1]`)],
  ['two million empty objects', (endpoint) => fieldsFirst(endpoint, `"x":[${'{},'.repeat(2_000_000)}{}]`)],
  ['eight megabytes of opening brackets', () => '['.repeat(8 * mega - 1)],
  ['eight megabytes of quotes', () => '"'.repeat(8 * mega - 1)],
  ['eight megabytes of backslashes', () => `"${'\\'.repeat(8 * mega - 2)}`],
  ['eight megabytes of digits', (endpoint) => fieldsFirst(endpoint, `"x":${'9'.repeat(8 * mega - 200)}a`)],
  ['nine megabytes of text', (endpoint) => fieldsFirst(endpoint, `"x":"${'a'.repeat(9 * mega)}"`)],
  ['nine megabytes of white space', (endpoint) => ' '.repeat(9 * mega) + jsonOf(endpoint)],
]

const broken: readonly (readonly [string, (endpoint: EndpointName) => string])[] = [
  ['nothing', () => ''],
  ['white space', () => ' \r\n\t '],
  ['an array', (endpoint) => `[${jsonOf(endpoint)}]`],
  ['a string', () => '"hello"'],
  ['a number', () => '42'],
  ['null', () => 'null'],
  ['true', () => 'true'],
  ['JSON that breaks off', (endpoint) => jsonOf(endpoint).slice(0, -5)],
  ['JSON that breaks off in an escape', () => '{"model":"\\u00'],
  ['two documents', (endpoint) => jsonOf(endpoint).repeat(2)],
  ['something after the end', (endpoint) => `${jsonOf(endpoint)}x`],
  ['a comma before the end', (endpoint) => `${jsonOf(endpoint).slice(0, -1)},}`],
  ['a comment', (endpoint) => `/* hello */${jsonOf(endpoint)}`],
  ['single quotes', () => "{'model':'auto'}"],
  ['keys without quotes', () => '{model:"auto"}'],
  ['NaN', (endpoint) => fieldsFirst(endpoint, '"temperature":NaN')],
  ['Infinity', (endpoint) => fieldsFirst(endpoint, '"temperature":Infinity')],
  ['-Infinity', (endpoint) => fieldsFirst(endpoint, '"temperature":-Infinity')],
  ['undefined', (endpoint) => fieldsFirst(endpoint, '"temperature":undefined')],
  ['a hexadecimal number', (endpoint) => fieldsFirst(endpoint, '"temperature":0x1')],
  ['a leading zero', (endpoint) => fieldsFirst(endpoint, '"temperature":01')],
  ['a raw NUL in a string', (endpoint) => fieldsFirst(endpoint, '"user":"a\0b"')],
  ['a raw line break in a string', (endpoint) => fieldsFirst(endpoint, '"user":"a\nb"')],
  ['a NUL between tokens', (endpoint) => `\0${jsonOf(endpoint)}`],
  ['a form', () => 'model=auto&messages=hello'],
  ['XML with an entity', () => '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
  ['YAML', () => 'model: auto\nmessages: []\n'],
  ['a script', () => '<script>alert(1)</script>'],
  ['an event stream', () => 'data: {"model":"auto"}\n\n'],
]

const bytesOf = (endpoint: EndpointName, bytes: readonly number[]): Buffer => {
  const [before = '', after = ''] = jsonOf(endpoint, { user: '@' }).split('@')
  return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)])
}
const illEncoded: readonly (readonly [string, (endpoint: EndpointName) => Buffer])[] = [
  ['a byte that is no UTF-8', (endpoint) => bytesOf(endpoint, [0xff])],
  ['an overlong slash', (endpoint) => bytesOf(endpoint, [0xc0, 0xaf])],
  ['half a character', (endpoint) => bytesOf(endpoint, [0xe2, 0x82])],
  ['a surrogate in UTF-8', (endpoint) => bytesOf(endpoint, [0xed, 0xa0, 0x80])],
  ['beyond Unicode', (endpoint) => bytesOf(endpoint, [0xf5, 0x80, 0x80, 0x80])],
  ['UTF-16', (endpoint) => Buffer.from(`\ufeff${jsonOf(endpoint)}`, 'utf16le')],
]

/** Bodies that no dialect knows: pollution, size, depth, broken JSON, broken text. */
export const hostileJson: readonly HostileRequest[] = [
  ...pollution.flatMap(([key, text]) =>
    places.map(([place, body]) => post(`${key} in ${place}`, chat, () => body(text))),
  ),
  ...pollution.flatMap(([key, text]) => [
    post(`responses: ${key}`, endpoints['openai-responses'], () => fieldsFirst('openai-responses', text)),
    post(`messages: ${key}`, endpoints['anthropic-messages'], () => fieldsFirst('anthropic-messages', text)),
    post(`embeddings: ${key}`, endpoints['openai-embeddings'], () => fieldsFirst('openai-embeddings', text)),
  ]),
  ...[...oversized, ...broken, ...illEncoded].flatMap(([name, body]) => inAll(name, body)),
  ...['\\ud800', '\\udfff', '\\udc00\\ud800', 'a\\uD83D'].flatMap((text) =>
    inAll(`a lone surrogate, ${text}`, (endpoint) => fieldsFirst(endpoint, `"user":"${text}"`)),
  ),
  ...inAll('a lone surrogate as a key', (endpoint) => fieldsFirst(endpoint, '"\\ud800":1')),
  ...inAll('a byte order mark', (endpoint) => `\ufeff${jsonOf(endpoint)}`, 'ignored'),
  ...inAll('duplicate keys', (endpoint) => fieldsFirst(endpoint, '"model":"nobody","model":"nothing"'), 'ignored'),
  ...inAll(
    'a thousand duplicates of a key',
    (endpoint) => fieldsFirst(endpoint, '"user":"a",'.repeat(1_000).slice(0, -1)),
    'ignored',
  ),
  ...inAll('a key of 100 kB', (endpoint) => fieldsFirst(endpoint, `"${'k'.repeat(100_000)}":1`), 'ignored'),
  ...inAll('an empty key', (endpoint) => fieldsFirst(endpoint, '"":1'), 'ignored'),
  ...inAll(
    'keys of Object.prototype',
    (endpoint) =>
      fieldsFirst(endpoint, '"toString":1,"hasOwnProperty":2,"valueOf":3,"constructor":4,"toJSON":5,"then":6'),
    'ignored',
  ),
]

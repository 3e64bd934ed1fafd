import { endpoints, jsonOf, raw, type HostileRequest } from './hostile-request.ts'

const body = jsonOf('openai-chat')
const line = `POST ${endpoints['openai-chat']} HTTP/1.1`
const usual = ['host: gateway.test', 'connection: close', 'content-type: application/json']
const length = `content-length: ${body.length}`
const smuggled = 'GET /metrics HTTP/1.1\r\nhost: gateway.test\r\n\r\n'

/** A head of these lines on top of the usual ones, then the rest as it is. */
const request = (
  name: string,
  headers: readonly string[],
  rest: string,
  expects: HostileRequest['expects'] = 'unread',
  start: string = line,
): HostileRequest => raw(name, `${[start, ...usual, ...headers].join('\r\n')}\r\n\r\n${rest}`, expects)

const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`
const chunked = `${chunk(body)}0\r\n\r\n`
const te = 'transfer-encoding: chunked'

/** Requests whose HTTP itself is broken or ambiguous, for proxies in front and parsers behind to disagree about. */
export const hostileWire: readonly HostileRequest[] = [
  request('length and chunks', [length, te], chunked),
  request('chunks and length', [te, length], chunked),
  request('length of nothing and chunks', ['content-length: 0', te], `${chunked}${smuggled}`),
  request('two lengths that differ', [length, 'content-length: 5'], body),
  request('two lengths that agree', [length, length], body),
  request('two lengths in one', [`content-length: ${body.length}, 5`], body),
  request('a negative length', ['content-length: -1'], body),
  request('a signed length', [`content-length: +${body.length}`], body),
  request('a length in hexadecimal', ['content-length: 0x20'], body),
  request('a length with a fraction', ['content-length: 10.0'], body),
  request('a length beyond 64 bits', ['content-length: 99999999999999999999999'], body),
  request('a length of 100 GB', ['content-length: 107374182400'], body, 'refused'),
  request('a blank before the colon', [`content-length : ${body.length}`], body),
  request('chunks, then gzip', ['transfer-encoding: chunked, gzip'], chunked),
  request('chunks twice', [te, te], chunked),
  request('chunks by a wrong name', ['transfer-encoding: xchunked'], chunked),
  request('chunks after a vertical tab', ['transfer-encoding: \x0bchunked'], chunked),
  request('identity and a length', ['transfer-encoding: identity', length], body),
  request('a chunk size of nonsense', [te], 'zz\r\nhello\r\n0\r\n\r\n'),
  request('a chunk size below nothing', [te], '-1\r\nhello\r\n0\r\n\r\n'),
  request('a chunk size in 0x', [te], `0x${chunk(body)}0\r\n\r\n`),
  request('a chunk size beyond 64 bits', [te], 'fffffffffffffffff\r\nhello\r\n0\r\n\r\n'),
  request('a chunk that is longer than it says', [te], `2\r\n${body}\r\n0\r\n\r\n`),
  request('a chunk size ended by LF alone', [te], `${body.length.toString(16)}\n${body}\r\n0\r\n\r\n`),
  request('a chunk extension of 64 kB', [te], `5;${'a'.repeat(65_536)}\r\nhello\r\n0\r\n\r\n`),
  request('nine megabytes in chunks', [te], chunk(`{"x":"${'a'.repeat(65_536)}"}`).repeat(140), 'refused'),
  request('a folded header', ['x-whatever: a', ' b'], '', 'unread'),
  request('a folded length', ['content-length:', ` ${body.length}`], body),
  request('a header without a colon', ['nonsense', length], body),
  request('a header without a name', [': nonsense', length], body),
  request('a bare CR in a header', ['x-whatever: a\rx-injected: b', length], body),
  request('a bare LF in a header', ['x-whatever: a\nx-injected: b\x01', length], body),
  request('a NUL in a header', ['x-whatever: a\0b', length], body),
  request('a control character in a header', ['x-whatever: a\x01b', length], body),
  request('a NUL in the name of a header', ['x-what\0ever: a', length], body),
  request('a header of 1 MB', [`x-whatever: ${'a'.repeat(1_048_576)}`, length], body),
  request(
    'ten thousand headers',
    Array.from({ length: 10_000 }, (_, n) => `x-${n}: a`),
    body,
  ),
  request('two hosts', ['host: evil.test', length], body, 'ignored'),
  raw('no host', `${line}\r\ncontent-type: application/json\r\n${length}\r\n\r\n${body}`),
  request(
    'a trailer that names a host',
    [te, 'trailer: host'],
    `${chunk(body)}0\r\nhost: evil.test\r\n\r\n`,
    'ignored',
  ),
  request('an expectation nobody meets', ['expect: a-miracle', length], body),
  request('an upgrade to another protocol', ['upgrade: h2c', length], body, 'ignored'),
  request(
    'an absolute address of the metadata service',
    [],
    '',
    'refused',
    'GET http://169.254.169.254/latest/meta-data HTTP/1.1',
  ),
  request(
    'an absolute address elsewhere, a path of ours',
    [length],
    body,
    'ignored',
    `POST http://evil.test${endpoints['openai-chat']} HTTP/1.1`,
  ),
  request('an absolute file', [], '', 'unread', 'GET file:///etc/passwd HTTP/1.1'),
  request('a tunnel', [], '', 'unread', 'CONNECT 169.254.169.254:80 HTTP/1.1'),
  request('an asterisk', [], '', 'unread', 'GET * HTTP/1.1'),
  request('a method that is none', [length], body, 'unread', `STEAL ${endpoints['openai-chat']} HTTP/1.1`),
  request('a method in small letters', [length], body, 'unread', `post ${endpoints['openai-chat']} HTTP/1.1`),
  request('a line break in the path', [length], body, 'unread', 'POST /v1/chat\r\n/completions HTTP/1.1'),
  request('a blank in the path', [length], body, 'unread', 'POST /v1/chat completions HTTP/1.1'),
  request('a path without a slash', [length], body, 'unread', 'POST v1/chat/completions HTTP/1.1'),
  request('no version', [length], body, 'ignored', `POST ${endpoints['openai-chat']}`),
  request('HTTP/9.9', [length], body, 'unread', `POST ${endpoints['openai-chat']} HTTP/9.9`),
  request('HTTP/0.9', [], '', 'ignored', 'GET /v1/models HTTP/0.9'),
  request('two blanks and a version', [length], body, 'ignored', `POST  ${endpoints['openai-chat']}  HTTP/1.1`),
  raw('the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  raw('a TLS hello', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'.padEnd(80, '\x00')),
  raw('nothing but line ends', '\r\n'.repeat(10_000) + '\0'),
  raw('random bytes', Array.from({ length: 4_096 }, (_, n) => String.fromCharCode((n * 7919 + 13) % 256)).join('')),
  raw('an SSH greeting', 'SSH-2.0-OpenSSH_9.0\r\n'),
  raw('a Redis command', '*1\r\n$8\r\nFLUSHALL\r\n'),
]

/** One request that means harm, or is simply wrong, as the bytes a client puts on a socket. */
export interface HostileRequest {
  readonly name: string
  /** Made when it is sent: some are megabytes. */
  readonly bytes: () => Buffer
  /** In whose shape an error must be written. */
  readonly dialect: 'openai' | 'anthropic'
  /**
   * `refused`: a 4xx in the client's dialect, no provider is asked. `unread`: HTTP itself is broken, so a bare 4xx or a closed connection will do.
   * `ignored`: harmless; refused, or served by a provider at its configured address as if the odd thing were not there.
   */
  readonly expects: 'refused' | 'unread' | 'ignored'
}

export interface PostOptions {
  /** By name, on top of the usual ones; undefined = leave it out. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined
  readonly expects?: HostileRequest['expects'] | undefined
  readonly method?: string | undefined
}

/** Paths a client may post to, by the name of its dialect. */
export const endpoints = {
  'openai-chat': '/v1/chat/completions',
  'openai-responses': '/v1/responses',
  'anthropic-messages': '/v1/messages',
  'openai-embeddings': '/v1/embeddings',
} as const
export type EndpointName = keyof typeof endpoints

/** A body that is all right in each dialect. */
export const healthyBodies: Readonly<Record<EndpointName, Readonly<Record<string, unknown>>>> = {
  'openai-chat': { model: 'auto', messages: [{ role: 'user', content: 'Hello' }] },
  'openai-responses': { model: 'auto', input: 'Hello' },
  'anthropic-messages': { model: 'auto', max_tokens: 64, messages: [{ role: 'user', content: 'Hello' }] },
  'openai-embeddings': { model: 'v/embedder', input: 'Hello' },
}

/** A request with a body, well formed as HTTP goes. */
export function post(
  name: string,
  path: string,
  body: string | Buffer | (() => string | Buffer),
  options: PostOptions = {},
): HostileRequest {
  const { expects = 'refused', method = 'POST' } = options
  return {
    name,
    expects,
    dialect: path.startsWith(endpoints['anthropic-messages']) ? 'anthropic' : 'openai',
    bytes: () => {
      const content = Buffer.from(typeof body === 'function' ? body() : body)
      const headers = {
        host: 'gateway.test',
        connection: 'close',
        'content-type': 'application/json',
        'content-length': String(content.length),
        ...options.headers,
      }
      return Buffer.concat([Buffer.from(toHead(`${method} ${path} HTTP/1.1`, headers), 'latin1'), content])
    },
  }
}

/** A request in exactly these bytes. */
export function raw(name: string, text: string, expects: HostileRequest['expects'] = 'unread'): HostileRequest {
  return { name, expects, dialect: 'openai', bytes: () => Buffer.from(text, 'latin1') }
}

/** The healthy body of an endpoint with these fields on top, as JSON. */
export function jsonOf(endpoint: EndpointName, fields: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...healthyBodies[endpoint], ...fields })
}

function toHead(requestLine: string, headers: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]))
  return `${[requestLine, ...lines].join('\r\n')}\r\n\r\n`
}

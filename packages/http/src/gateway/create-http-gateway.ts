import { providerOf } from '@signalbox/core'
import { fetchTransport } from '../call/fetch-transport.ts'
import { BadRequest } from '../request/bad-request.ts'
import { type Abort, abortOf } from './abort-of.ts'
import { answerChat } from './answer-chat.ts'
import { answerEmbeddings } from './answer-embeddings.ts'
import { ClientLeft } from './client-left.ts'
import { countTokens } from './count-tokens.ts'
import { createRequestId } from './create-request-id.ts'
import type { Endpoint, Exchange, ExchangeReport, GatewayContext } from './endpoint.ts'
import { explain } from './explain.ts'
import type { Gateway, GatewayReply, GatewayRequest } from './gateway.ts'
import type { GatewayOptions } from './gateway-options.ts'
import { dialectOfPath, type GatewayPath, isGatewayPath, withoutVersion } from './gateway-paths.ts'
import { listModels, showModel } from './list-models.ts'
import { toErrorFacts, toErrorReply } from './to-error-reply.ts'
import { toLogEntry } from './to-log-entry.ts'
import { toFetch } from './to-web.ts'
import { createTurnMemory } from './turn-memory.ts'

interface Route {
  readonly method: 'GET' | 'POST'
  readonly endpoint: Endpoint
  /** Answered to everybody, and while draining. */
  readonly isOpen?: boolean | undefined
}

function toRoutes(isDraining: () => boolean): Readonly<Record<GatewayPath, Route>> {
  return {
    '/chat/completions': { method: 'POST', endpoint: answerChat },
    '/responses': { method: 'POST', endpoint: answerChat },
    '/messages': { method: 'POST', endpoint: answerChat },
    '/messages/count_tokens': { method: 'POST', endpoint: countTokens },
    '/embeddings': { method: 'POST', endpoint: answerEmbeddings },
    '/models': { method: 'GET', endpoint: listModels },
    '/signalbox/explain': { method: 'POST', endpoint: explain },
    '/healthz': { method: 'GET', endpoint: () => toText(200, 'ok'), isOpen: true },
    '/readyz': {
      method: 'GET',
      endpoint: () => (isDraining() ? toText(503, 'draining') : toText(200, 'ready')),
      isOpen: true,
    },
    '/metrics': { method: 'GET', endpoint: showMetrics },
  }
}

/**
 * One router behind HTTP: OpenAI's chat and responses, Anthropic's messages, embeddings, models, and what operators look at. A client
 * changes its base URL and nothing else.
 */
export function createHttpGateway(options: GatewayOptions): Gateway {
  const byName = new Map(options.upstreams.map((upstream) => [upstream.name, upstream]))
  const upstreams = new Map(
    options.router.targets.map((target) => [target.id, byName.get(target.upstream ?? providerOf(target))]),
  )
  const context: GatewayContext = {
    ...options,
    transport: options.transport ?? fetchTransport(globalThis.fetch),
    turns: createTurnMemory(),
    upstreamOf: (target) => upstreams.get(target),
  }
  const running = new Set<Abort>()
  let isDraining = false
  const whenIdle = new Set<() => void>()
  /** Answered, and not yet settled: their rows are still to be written. */
  const settling = new Set<object>()
  const tellIdle = (): void => {
    if (running.size + settling.size === 0) for (const tell of whenIdle) tell()
  }
  const routes = toRoutes(() => isDraining)

  const find = (path: string): { readonly route: Route; readonly rest: string } | undefined => {
    if (!isGatewayPath(path)) return undefined
    const short = withoutVersion(path)
    return short.startsWith('/models/')
      ? { route: { method: 'GET', endpoint: showModel }, rest: decode(short.slice('/models/'.length)) }
      : { route: routes[short as GatewayPath], rest: '' }
  }

  const handle = async (request: GatewayRequest): Promise<GatewayReply> => {
    const startedAt = performance.now()
    const requestId = createRequestId()
    const path = request.path.split('?', 1)[0] ?? '/'
    const found = find(path)
    const dialect = dialectOfPath(path, request.header('anthropic-version'))
    const mine = abortOf(request)
    const report: ExchangeReport = {}
    running.add(mine)

    const finish = (status: number): void => {
      running.delete(mine)
      mine.release()
      settling.add(mine)
      // A listener's fault is not the request's, nor the process's.
      tell(status)
        .catch(() => {})
        .finally(() => {
          settling.delete(mine)
          tellIdle()
        })
    }
    const tell = async (status: number): Promise<void> => {
      await report.settled
      const { outcome } = report
      if (outcome !== undefined) options.metrics?.observe(outcome)
      else if (status >= 400) options.metrics?.refused(status)
      const durationMs = performance.now() - startedAt
      options.log?.(toLogEntry({ requestId, method: request.method, path, status, durationMs }, report))
    }

    let reply: GatewayReply
    try {
      if (found === undefined)
        throw new BadRequest(`There is no ${request.method} here.`, { status: 404, code: 'not_found' })
      const { route, rest } = found
      await admit(request, route, isDraining, context)
      const exchange: Exchange = { context, request, requestId, dialect, signal: mine.signal, report, rest }
      reply = await route.endpoint(exchange)
    } catch (error) {
      report.error ??= error instanceof Error ? error.message : String(error)
      reply = toErrorReply(toErrorFacts(error, dialect), dialect, requestId)
    }
    const headers = {
      'cache-control': 'no-store',
      ...reply.headers,
      'x-request-id': requestId,
      'request-id': requestId,
    }
    const { status, body } = reply
    if (typeof body === 'string') {
      finish(status)
      return { status, headers, body }
    }
    let isOver = false
    const over = (): void => {
      if (isOver) return
      isOver = true
      finish(status)
    }
    return {
      status,
      headers,
      body: {
        next: async () => {
          const text = await body.next()
          if (text === undefined) over()
          return text
        },
        cancel: () => {
          body.cancel()
          mine.abort(new ClientLeft())
          over()
        },
      },
    }
  }

  return {
    handle,
    fetch: toFetch(handle),
    serves: (path, method) => {
      const found = find(path)
      if (found === undefined || (options.metrics === undefined && found.route === routes['/metrics'])) return false
      return method === undefined || toMethod(method) === found.route.method
    },
    inFlight: () => running.size,
    drain: async (timeoutMs) => {
      isDraining = true
      if (running.size + settling.size === 0) return
      const idle = new Promise<void>((resolve) => whenIdle.add(resolve))
      const timer = setTimeout(() => {
        for (const one of running)
          one.abort(new BadRequest('The gateway is shutting down.', { status: 503, code: 'shutting_down' }))
      }, timeoutMs)
      // Who does not read is told nothing, and must not hold up the end.
      await Promise.race([idle, wait(timeoutMs + lastWordsMs)])
      clearTimeout(timer)
    },
  }
}

/** What can be said of a request by its head alone. @throws BadRequest */
async function admit(
  request: GatewayRequest,
  route: Route,
  isDraining: boolean,
  context: GatewayContext,
): Promise<void> {
  if (toMethod(request.method) !== route.method)
    throw new BadRequest(`This path takes ${route.method}.`, { status: 405, code: 'method_not_allowed' })
  if (route.isOpen === true) return
  if (isDraining)
    throw new BadRequest('The gateway is shutting down; ask another one.', { status: 503, code: 'shutting_down' })
  if (context.authorize !== undefined && !(await context.authorize(request.header)))
    throw new BadRequest('The token is missing or wrong. Send it as `Authorization: Bearer TOKEN` or `x-api-key`.', {
      status: 401,
      code: 'invalid_api_key',
    })
}

/** HEAD is answered as GET is. */
function toMethod(method: string): string {
  return method === 'HEAD' ? 'GET' : method
}

const showMetrics: Endpoint = async ({ context }) => {
  if (context.metrics === undefined)
    throw new BadRequest('This gateway keeps no metrics.', { status: 404, code: 'not_found' })
  const { contentType, text } = await context.metrics.render()
  return { status: 200, headers: { 'content-type': contentType }, body: text }
}

function toText(status: number, text: string): GatewayReply {
  return { status, headers: { 'content-type': 'text/plain' }, body: text }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** For what was aborted to say so. */
const lastWordsMs = 1_000

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    // Waiting alone keeps no process alive.
    if (typeof timer === 'object') timer.unref()
  })
}

import type { LastTurn, RouteRequest } from '@signalbox/core'
import type { DialectName } from '../call/upstream.ts'
import { BadRequest } from '../request/bad-request.ts'
import type { ClientBody } from '../request/client-body.ts'
import { unfitTargets, type UnfitField } from '../request/lost-fields.ts'
import { readClientRequest } from '../request/read-client-request.ts'
import { type Control, readControl } from '../request/read-control.ts'
import { checkJson, readJsonBody } from '../request/read-json-body.ts'
import type { WireRequest } from '../request/wire-request.ts'
import { checkBodyHead } from './check-body-head.ts'
import type { Exchange, GatewayContext } from './endpoint.ts'
import { controlNames, type GuardInput } from './gateway-options.ts'
import { lastTurnOf } from './last-turn.ts'
import { toRouteRequest } from './to-route-request.ts'

/** What a client wants, understood. */
export interface ClientAsk {
  readonly client: ClientBody
  readonly wire: WireRequest
  /** What the router is given. */
  readonly route: RouteRequest
  readonly control: Control
  readonly stream: boolean
  readonly wantsUsage: boolean
  /** Targets that cannot be told what the client wants, and which of its fields that is. */
  readonly unfit: ReadonlyMap<string, UnfitField>
  readonly guard: GuardInput
}

const defaultMaxBodyBytes = 8 * 1024 * 1024

/** The client's JSON with its `signalbox` field read and taken out. @throws BadRequest */
export async function readBody(
  exchange: Exchange,
): Promise<{ readonly json: Readonly<Record<string, unknown>>; readonly control: Control }> {
  const { request, context } = exchange
  const { header, body } = request
  const maxBytes = context.maxBodyBytes ?? defaultMaxBodyBytes
  checkBodyHead(header, maxBytes)
  const sent =
    body.kind === 'parsed'
      ? checkJson(body.value)
      : await readJsonBody(body.chunks, { maxBytes, contentEncoding: header('content-encoding') }).catch(
          (error: unknown) => {
            if (error instanceof BadRequest) throw error
            throw exchange.signal.aborted ? exchange.signal.reason : incomplete()
          },
        )
  const allow = context.allow ?? controlNames.filter((name) => name !== 'tenant')
  return readControl({ json: sent, header, allow })
}

/** Its sender has stopped, or the line has. */
function incomplete(): BadRequest {
  return new BadRequest('The body ended before it was whole. Send it again.', { code: 'incomplete_body' })
}

export interface ReadOptions {
  /** Default: the path's. */
  readonly dialectOf?: ((json: Readonly<Record<string, unknown>>) => DialectName) | undefined
  /** Only its tokens are to be counted: a limit on the answer is not needed. */
  readonly isCount?: boolean | undefined
}

/** A request of any dialect, up to where the router takes over. @throws BadRequest */
export async function readAsk(exchange: Exchange, options: ReadOptions = {}): Promise<ClientAsk> {
  const { context, request, requestId } = exchange
  const { json, control } = await readBody(exchange)
  const dialect = options.dialectOf?.(json) ?? exchange.dialect
  if (dialect === 'anthropic-messages' && json['thread'] !== undefined) throw noThreads()
  const tenant = (await context.tenantOf?.(request.header)) ?? control.tenant
  const understand = (body: Readonly<Record<string, unknown>>): ClientAsk => {
    const sent: ClientBody = { dialect, json: body }
    const { request: wire, stream, wantsUsage } = readClientRequest(sent, { isCount: options.isCount })
    if (context.after !== undefined && (wire.sampling?.choices ?? 1) > 1) throw oneAnswer()
    const lastTurn = lastTurnOf(sent, wire, context.turns)
    const unfit = unfitOf(context, wire, sent, lastTurn)
    const route = toRouteRequest(wire, control, { id: requestId, tenant, lastTurn, unfit })
    return {
      client: { ...sent, maker: context.router.targets.find(({ id }) => id === lastTurn?.target)?.model },
      wire,
      route,
      control,
      stream,
      wantsUsage,
      unfit,
      guard: { dialect, body, request: route, header: request.header },
    }
  }
  const ask = understand(json)
  const verdict = await context.before?.(ask.guard)
  if (verdict === undefined) return ask
  if ('refuse' in verdict) throw toRefusal(verdict.refuse)
  return understand(checkJson(verdict.body))
}

/** Who keeps the history decides who may go on with it. Anthropic's SDK then sends all of it itself. */
function noThreads(): BadRequest {
  return new BadRequest(
    'This gateway keeps no threads, since each turn may be answered by another model. Send the whole history.',
    {
      param: 'thread',
      details: { error_code: 'thread_unsupported_request', unsupported: ['thread'] },
    },
  )
}

function oneAnswer(): BadRequest {
  return new BadRequest(
    'This gateway looks at each answer before it gives it, so there is one at a time. Leave out `n`.',
    {
      param: 'n',
      code: 'unsupported_parameter',
    },
  )
}

/** A guard's refusal, as an error of the client's. */
export function toRefusal({
  message,
  status = 403,
  code = 'refused_by_guard',
}: {
  readonly message: string
  readonly status?: number | undefined
  readonly code?: string | undefined
}): BadRequest {
  return new BadRequest(message, { status, code })
}

function unfitOf(
  { router, upstreamOf, onUnsupported = 'drop' }: GatewayContext,
  wire: WireRequest,
  { dialect, json }: ClientBody,
  lastTurn: LastTurn | undefined,
): ClientAsk['unfit'] {
  const dialectOf = (target: string): DialectName | undefined => upstreamOf(target)?.dialect
  const unfit = unfitTargets({ request: wire, from: dialect, targets: router.targets, dialectOf, onUnsupported })
  const field = 'previous_response_id'
  if (lastTurn === undefined || json[field] === undefined) return unfit
  // The conversation is kept where it was made.
  const others = router.targets.filter(({ id }) => id !== lastTurn.target)
  return new Map([
    ...unfit,
    ...others.map(({ id }) => [id, { field, reason: `did not make the response of "${field}"` }] as const),
  ])
}

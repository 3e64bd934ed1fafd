import type { RouteRequest } from '@signalbox/core'
import type { DialectName } from '../call/upstream.ts'
import { BadRequest } from '../request/bad-request.ts'
import type { ClientBody } from '../request/client-body.ts'
import { unfitTargets, type UnfitField } from '../request/lost-fields.ts'
import { readClientRequest } from '../request/read-client-request.ts'
import { type Control, readControl } from '../request/read-control.ts'
import { checkJson, readJsonBody } from '../request/read-json-body.ts'
import type { WirePart, WireRequest } from '../request/wire-request.ts'
import type { Exchange, GatewayContext } from './endpoint.ts'
import { controlNames, type GuardInput } from './gateway-options.ts'

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
  const sent =
    body.kind === 'parsed'
      ? checkJson(body.value)
      : await readJsonBody(body.chunks, {
          maxBytes: context.maxBodyBytes ?? defaultMaxBodyBytes,
          contentEncoding: header('content-encoding'),
        })
  const allow = context.allow ?? controlNames.filter((name) => name !== 'tenant')
  return readControl({ json: sent, header, allow })
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
  const tenant = (await context.tenantOf?.(request.header)) ?? control.tenant
  const understand = (body: Readonly<Record<string, unknown>>): ClientAsk => {
    const client: ClientBody = { dialect, json: body }
    const { request: wire, stream, wantsUsage } = readClientRequest(client, { isCount: options.isCount })
    const { task, tags, session, constraints } = control
    const unfit = unfitOf(context, wire, dialect)
    const route: RouteRequest = {
      ...withoutBytes(wire),
      id: requestId,
      task,
      tags,
      session,
      constraints,
      tenant,
      unfit: unfit.size === 0 ? undefined : toReasons(unfit),
    }
    return {
      client,
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

function unfitOf(context: GatewayContext, wire: WireRequest, dialect: DialectName): ClientAsk['unfit'] {
  return unfitTargets({
    request: wire,
    from: dialect,
    targets: context.router.targets,
    dialectOf: (target) => context.upstreamOf(target)?.dialect,
    onUnsupported: context.onUnsupported ?? 'drop',
  })
}

function toReasons(unfit: ClientAsk['unfit']): Record<string, string> {
  return Object.fromEntries([...unfit].map(([target, { reason }]) => [target, reason]))
}

/** Pictures and files stay with the host: a router, its ledger and its rules have no use for their bytes. */
function withoutBytes({ sampling: _, fields: __, ...request }: WireRequest): RouteRequest {
  const hasMedia = request.messages.some(
    ({ content }) => typeof content !== 'string' && content.some(({ type }) => type === 'media'),
  )
  if (!hasMedia) return request
  return {
    ...request,
    messages: request.messages.map(({ role, content }) => ({
      role,
      content: typeof content === 'string' ? content : content.map(toPlain),
    })),
  }
}

function toPlain(part: WirePart): WirePart {
  return part.type === 'media' ? { type: 'media', modality: part.modality, mediaType: part.mediaType } : part
}

import { callDeployment, type ProviderCall, type ProviderReply } from './call-deployment.ts'
import { cooldownSeconds, createCooldowns } from './cooldowns.ts'
import { withFallBackNote } from './fall-back-note.ts'
import type { LitellmDeployment } from './litellm-deployment.ts'
import type { LitellmError } from './litellm-error.ts'
import type { LitellmFields } from './litellm-fields.ts'
import { refusals } from './litellm-refusals.ts'
import type { Json } from './litellm-vendor.ts'

export type NamedDeployment = LitellmDeployment & { readonly id: string }

/** Who has answered, or why nobody has. */
export type Routed =
  | { readonly kind: 'error'; readonly error: LitellmError; readonly headers: Readonly<Record<string, string>> }
  | {
      readonly kind: 'answered'
      readonly reply: Exclude<ProviderReply, { kind: 'error' }>
      readonly deployment: NamedDeployment
      readonly group: string
      readonly retries: number
      /** Its header says 1 however many it took. */
      readonly fallbacks: 0 | 1
    }

export interface LitellmRouter {
  readonly route: (group: string, fields: LitellmFields, call: Omit<ProviderCall, 'body'>) => Promise<Routed>
  readonly reset: () => void
}

export interface LitellmRouterOptions {
  readonly deployments: readonly NamedDeployment[]
  readonly fallbacks: Readonly<Record<string, readonly string[]>> | undefined
  readonly nowMs: () => number
}

/** OpenAI's SDK, which embeddings go through, tries this often more on its own. */
const sdkRetries = 2

/** Groups, retries, cooldowns and fall-backs. Retries do not wait here, and of a group the first that is not cooling is asked. */
export function createLitellmRouter({ deployments, fallbacks, nowMs }: LitellmRouterOptions): LitellmRouter {
  const cooldowns = createCooldowns(nowMs)

  const tryGroup = async (
    group: string,
    body: Json,
    retries: number,
    call: Omit<ProviderCall, 'body'>,
  ): Promise<Routed> => {
    const members = deployments.filter((one) => one.group === group || one.id === group)
    if (members.length === 0) return refused(refusals.unknownModel(call.route, group))
    const hidden = call.route === '/embeddings' ? sdkRetries : 0
    for (let attempt = 0; ; attempt++) {
      const deployment = members.find(({ id }) => !cooldowns.isCooling(id))
      if (deployment === undefined) return refused(refusals.allCooling(group, cooldownSeconds, cooldowns.ids()))
      const { timeoutSeconds = deployment.timeoutSeconds } = call
      let reply = await callDeployment(deployment, { ...call, body, timeoutSeconds })
      for (let again = 0; again < hidden && isPassing(reply); again++)
        reply = await callDeployment(deployment, { ...call, body, timeoutSeconds })
      if (reply.kind !== 'error') return { kind: 'answered', reply, deployment, group, retries: attempt, fallbacks: 0 }
      cooldowns.note(deployment.id, reply.error.status, members.length === 1)
      if (attempt >= retries || !isPassing(reply)) return reply
    }
  }

  return {
    route: async (group, fields, call) => {
      const first = await tryGroup(group, fields.rest, fields.retries, call)
      if (first.kind === 'answered') return first
      const named = fields.fallbacks ?? fallbacks?.[group]
      const targets = fields.isFallBackOff ? [] : (named ?? []).flatMap((target) => toTargets(target, group))
      let error: LitellmError | undefined
      for (const { model, ...overrides } of targets) {
        const next = await tryGroup(model, { ...fields.rest, ...overrides }, 0, call)
        if (next.kind === 'answered') return { ...next, fallbacks: 1 }
        error ??= next.error
      }
      return {
        ...first,
        error: withFallBackNote(first.error, {
          group,
          isDisabled: fields.isFallBackOff,
          tried: named === undefined ? undefined : targets.map(({ model }) => model),
          error,
          configured: fallbacks,
        }),
      }
    },
    reset: cooldowns.reset,
  }
}

/** A name, a body that names its model, or a map from a group to names. */
function toTargets(target: string | Json, group: string): readonly ({ readonly model: string } & Json)[] {
  if (typeof target === 'string') return [{ model: target }]
  if (typeof target['model'] === 'string') return [{ ...target, model: target['model'] }]
  const names = target[group]
  return Array.isArray(names) ? (names as string[]).map((model) => ({ model })) : []
}

/** What may be gone at the next try. */
function isPassing(reply: ProviderReply): boolean {
  if (reply.kind !== 'error') return false
  const { status } = reply.error
  return status === 408 || status === 409 || status === 429 || status >= 500
}

function refused(error: LitellmError): Routed {
  return { kind: 'error', error, headers: {} }
}

import { LangChainError, stampRetryable } from '@langchain/core/errors'
import type { BaseMessage } from '@langchain/core/messages'
import { hintProblem, type RouteRequest, type Router } from '@signalbox/core'
import type { Candidate, Candidates } from './candidates.ts'
import { lastTurnOf } from './history.ts'
import type { RoutedCall } from './model-call.ts'
import { prepareCandidate, type Prepared } from './prepare-candidate.ts'
import type { RoutedChatModelCallOptions } from './routed-options.ts'
import { toRouteRequest } from './to-route-request.ts'
import type { CallOptions } from './unwrap-model.ts'

/** Who may be asked, under which policy, for what where a call does not say. */
export interface ModelRouting {
  readonly router: Router
  readonly candidates: Candidates
  readonly model: string
}

export interface PreparedCall {
  readonly request: RouteRequest
  readonly routed: RoutedCall
}

/**
 * One call made ready for the router: hints looked at, tools and schema bound for every candidate, the request as the core sees it.
 * @throws LangChainError with the place and the remedy, or the caller's abort reason; nothing has been sent
 */
export async function prepareCall(
  { router, candidates: all, model }: ModelRouting,
  messages: readonly BaseMessage[],
  given: RoutedChatModelCallOptions,
  runId: string | undefined,
): Promise<PreparedCall> {
  given.signal?.throwIfAborted()
  checkCall(messages, given)
  const { signalbox, tools, signalbox_format: format, ...rest } = given
  const options = rest as CallOptions
  const candidates = new Map<string, Candidate>()
  const prepared = new Map<string, Prepared>()
  const unfit: Record<string, string> = {}
  for (const [id, candidate] of await all.load()) {
    if (typeof candidate === 'string') {
      unfit[id] = candidate
      continue
    }
    candidates.set(id, candidate)
    const one = prepareCandidate(candidate, tools, format, options)
    prepared.set(id, one)
    if (one.kind === 'unfit') unfit[id] = one.why
  }
  const request = toRouteRequest(messages, {
    hints: { ...signalbox, session: signalbox?.session ?? runId },
    model,
    options,
    tools,
    format,
    formatBy: format && formatByOf(prepared),
    unfit: Object.keys(unfit).length === 0 ? undefined : unfit,
    lastTurn: lastTurnOf(messages, candidates),
  })
  const modelOf = (target: string): string | undefined => router.targets.find(({ id }) => id === target)?.model
  const takesBack = (target: string, from: string): boolean =>
    target === from ||
    (modelOf(target) === modelOf(from) && candidates.get(target)?.provider === candidates.get(from)?.provider)
  return { request, routed: { messages, options, prepared, takesBack } }
}

/** How each candidate asks for a bound schema, where not natively. */
function formatByOf(prepared: ReadonlyMap<string, Prepared>): NonNullable<RouteRequest['formatBy']> {
  const ways: Record<string, 'tool-call' | 'json'> = {}
  for (const [id, one] of prepared) {
    if (one.kind === 'ready' && one.way !== undefined) ways[id] = one.way
  }
  return ways
}

/** @throws LangChainError with the place and the remedy; nothing has been sent */
function checkCall(messages: readonly BaseMessage[], { signalbox }: RoutedChatModelCallOptions): void {
  const message =
    messages.length === 0
      ? 'There are no messages to answer. Give at least one, a HumanMessage for instance.'
      : hintProblem(signalbox, 'The call option signalbox')?.message
  if (message !== undefined) throw stampRetryable(new LangChainError(message), false)
}

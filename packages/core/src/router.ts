import type { Call } from './call/call.ts'
import type { Dialect } from './call/dialect.ts'
import { plainDialect } from './call/plain-dialect.ts'
import type { PlainCall } from './call/plain-call.ts'
import type { PlainReply } from './call/plain-reply.ts'
import type { Target } from './catalog/target.ts'
import type { Decision } from './decision/decision.ts'
import { compilePolicy } from './compile-policy.ts'
import { ConfigurationError } from './errors/configuration-error.ts'
import { RouteError } from './errors/route-error.ts'
import type { SavedBreakers } from './execution/breaker-store.ts'
import { execute } from './execution/execute.ts'
import type { CommitMode, ExecutionOptions } from './execution/execution-options.ts'
import type { Run } from './execution/run.ts'
import type { Outcome } from './outcome/outcome.ts'
import type { Snapshot } from './policy/snapshot.ts'
import { fnv1a } from './ports/seeded-random.ts'
import type { Constraints } from './request/constraints.ts'
import type { RouteRequest } from './request/route-request.ts'
import type { RouterOptions } from './router-options.ts'
import { createDecider } from './create-decider.ts'
import { createEnvironments } from './create-environments.ts'
import { createRouterState } from './create-router-state.ts'
import { createSnapshots } from './create-snapshots.ts'

/** How one request is to be carried out. */
export interface OpenOptions<Part> {
  readonly dialect: Dialect<Part>
  /** The caller's abort: its reason is thrown unchanged. */
  readonly signal?: AbortSignal | undefined
  /** Default: the policy's. */
  readonly commit?: CommitMode | undefined
  /** Whether a last candidate is held to its first content (default) or committed at its head, unpeeked. */
  readonly last?: 'held' | 'open' | undefined
  /** Whether a call to this target puts `context.alternates` into what it sends, so that its host falls back among them. Default: no, each is called on its own. */
  readonly carriesPools?: ((target: Target) => boolean) | undefined
  /** Decided earlier, by `decide`. */
  readonly decision?: Decision | undefined
  /** Told the outcome once, however the request ends: also where nothing but the caller's own reason is thrown. */
  readonly onOutcome?: ((outcome: Outcome) => void) | undefined
}

/** A whole reply with everything that led to it. */
export interface Collected<Head, Part> {
  /** The last part: the whole answer, where a call answers with one part. */
  readonly reply: Part
  readonly parts: readonly Part[]
  readonly head: Head
  readonly outcome: Outcome
}

/** One policy, worked. */
export interface Router {
  /** Decides without a model call. An empty plan means nothing may serve the request; `rejected` says why. @throws UnknownModelError */
  readonly decide: (request: RouteRequest) => Promise<Decision>
  /** Decides as of another moment, in a world one describes: for replays. Reads neither clock nor breakers. @throws UnknownModelError */
  readonly decideAt: (request: RouteRequest, snapshot: Snapshot) => Decision
  /** Resolves at the commit point; iterate the run. @throws RouteError, UnknownModelError, or the caller's abort reason */
  readonly open: <Head, Part>(
    request: RouteRequest,
    call: Call<Head, Part>,
    options: OpenOptions<Part>,
  ) => Promise<Run<Head, Part>>
  /** `open` in buffer mode, collected and settled. Without a dialect the call answers a PlainReply. */
  readonly run: {
    (
      request: RouteRequest,
      call: PlainCall,
      options?: Omit<OpenOptions<PlainReply>, 'dialect'>,
    ): Promise<Collected<undefined, PlainReply>>
    <Head, Part>(
      request: RouteRequest,
      call: Call<Head, Part>,
      options: OpenOptions<Part>,
    ): Promise<Collected<Head, Part>>
  }
  /**
   * What its decisions name: the version changes with anything in the policy. `execution`: how it is carried out, defaults filled in.
   * `constraints`: what holds for every request, whoever else is to be asked with it.
   */
  readonly policy: {
    readonly name: string
    readonly version: string
    readonly execution: ExecutionOptions
    readonly constraints: Constraints
  }
  /** Virtual ids, target ids and aliases a caller may ask for. */
  readonly ids: readonly string[]
  /** Every target of the policy. */
  readonly targets: readonly Target[]
  /** Targets that may come to serve a caller who asks for this id; undefined = there is no such id. */
  readonly targetsOf: (id: string) => readonly Target[] | undefined
  /** State of the breakers by scope, serialisable. */
  readonly breakers: () => SavedBreakers
}

/** request -> features -> eligible -> decision -> attempts -> outcome -> ledger. @throws ConfigurationError */
export function createRouter(options: RouterOptions): Router {
  const state = createRouterState(options)
  const { clock, random, emit } = state
  const policy = compilePolicy(options, clock.nowMs())
  const takeSnapshot = createSnapshots(options, policy, state)
  const decider = createDecider(options, policy)
  const toEnvironment = createEnvironments(options, policy, state)

  const open = async <Head, Part>(
    request: RouteRequest,
    call: Call<Head, Part>,
    how: OpenOptions<Part>,
  ): Promise<Run<Head, Part>> => {
    const requestId = request.id ?? newId(clock.nowMs(), random)
    const thought = how.decision
      ? decider.recall(request, how.decision)
      : decider.think(request, await takeSnapshot(request), requestId)
    const { decision, request: asked } = thought
    emit?.({ type: 'decision-made', decision })
    const execution = how.commit === undefined ? policy.execution : { ...policy.execution, commit: how.commit }
    if (execution.commit === 'resume' && how.dialect.splice === undefined)
      throw new ConfigurationError([
        "The commit mode `resume` needs the dialect's `splice`, and this host has none. Choose `first-content`, `holdback` or `buffer`.",
      ])
    const result = await execute({
      env: toEnvironment(requestId, thought, how.onOutcome),
      requestId,
      decision,
      call,
      dialect: how.dialect,
      execution,
      signal: how.signal,
      last: how.last ?? 'held',
      // A turn that only its own model takes back goes to no other.
      carriesPools: asked.lastTurn?.isBound === true ? undefined : how.carriesPools,
    })
    if (result.kind === 'failed') throw new RouteError(result.outcome, result.errors, result.isRetryable)
    if (result.kind === 'aborted') throw result.reason
    return result.run
  }

  const run = async <Head, Part>(
    request: RouteRequest,
    call: Call<Head, Part>,
    how: OpenOptions<Part>,
  ): Promise<Collected<Head, Part>> => {
    const opened = await open(request, call, { ...how, commit: 'buffer' })
    const parts: Part[] = []
    for await (const part of opened) parts.push(part)
    return { reply: parts.at(-1) as Part, parts, head: opened.head, outcome: await opened.outcome }
  }

  return {
    decide: async (request) =>
      decider.think(request, await takeSnapshot(request), request.id ?? contentId(request)).decision,
    decideAt: (request, snapshot) => decider.think(request, snapshot, request.id ?? contentId(request)).decision,
    open,
    run: (request: RouteRequest, call: unknown, how?: object & { readonly dialect?: unknown }) =>
      how?.dialect === undefined
        ? run(request, toCall(call as PlainCall), { ...(how as object), dialect: plainDialect })
        : (run(request, call as Call<unknown, never>, how as OpenOptions<never>) as never),
    policy: {
      name: policy.name,
      version: policy.version,
      execution: policy.execution,
      constraints: policy.constraints,
    },
    ids: decider.ids,
    targets: options.targets,
    targetsOf: (id) => {
      const requested = decider.resolve(id)
      if (requested === undefined) return undefined
      if (requested.kind !== 'model' || options.pinnedMayFallBack === true) return options.targets
      return requested.targets.map(policy.targetOf)
    },
    breakers: state.breakerStore.save,
  }
}

function toCall(call: PlainCall): Call<undefined, PlainReply> {
  return (target, context) => {
    const reply = call(target, context)
    return 'then' in reply ? reply.then(toReply) : toReply(reply)
  }
}

function toReply(reply: PlainReply): { head: undefined; parts: readonly PlainReply[] } {
  return { head: undefined, parts: [reply] }
}

/** Sortable by time, unique by 48 random bits. */
function newId(nowMs: number, random: () => number): string {
  const part = (): string =>
    Math.floor(random() * 0x1000000)
      .toString(16)
      .padStart(6, '0')
  return `${nowMs.toString(36)}-${part()}${part()}`
}

/** `decide` has no side effect, so its id may stand for the content: the same question, the same decision. */
function contentId(request: RouteRequest): string {
  const last = request.messages.at(-1)
  const text = typeof last?.content === 'string' ? last.content.slice(0, 2_000) : ''
  return `d-${fnv1a(`${request.messages.length}:${text.length}:${text}:${request.session ?? ''}`).toString(16)}`
}

import type { Call } from './call/call.ts'
import type { Dialect } from './call/dialect.ts'
import { plainDialect } from './call/plain-dialect.ts'
import type { PlainCall } from './call/plain-call.ts'
import type { PlainReply } from './call/plain-reply.ts'
import type { Target } from './catalog/target.ts'
import { costNanoUsd } from './catalog/cost-of.ts'
import type { Ask } from './decision/ask.ts'
import type { Decision } from './decision/decision.ts'
import { toDecision } from './decision/to-decision.ts'
import { accountOf, periodStartMs } from './budget/budget.ts'
import { createMemoryBudgetStore } from './budget/memory-budget-store.ts'
import { createRequestBudget } from './budget/request-budget.ts'
import { createRequestPurse } from './budget/request-purse.ts'
import { compilePolicy } from './compile-policy.ts'
import { ConfigurationError } from './errors/configuration-error.ts'
import { RouteError } from './errors/route-error.ts'
import { UnknownModelError } from './errors/unknown-model-error.ts'
import { createBreakers } from './execution/breakers.ts'
import type { SavedBreakers } from './execution/breaker-store.ts'
import { createMemoryBreakerStore } from './execution/memory-breaker-store.ts'
import { createRetryBuckets } from './execution/retry-buckets.ts'
import type { Environment } from './execution/environment.ts'
import { execute } from './execution/execute.ts'
import type { CommitMode, ExecutionOptions } from './execution/execution-options.ts'
import { createLatencies } from './execution/latencies.ts'
import type { Run } from './execution/run.ts'
import { createSessions } from './execution/sessions.ts'
import { createGateResolver } from './gates/resolve-gate.ts'
import type { Outcome } from './outcome/outcome.ts'
import { expectedOutputTokens } from './policy/expected-output.ts'
import { filterEligible } from './policy/filter-eligible.ts'
import { createAllowedCheck } from './policy/is-allowed.ts'
import { tightenConstraints } from './policy/tighten-constraints.ts'
import { resolveRequested, type Requested } from './policy/resolve-requested.ts'
import type { SessionMark, Snapshot, TargetHealth } from './policy/snapshot.ts'
import { fnv1a, seededRandom } from './ports/seeded-random.ts'
import { systemClock } from './ports/system-clock.ts'
import { systemRandom } from './ports/system-random.ts'
import { mostCharacters } from './ledger/to-reply-row.ts'
import { createRecorder } from './recorder.ts'
import type { Constraints } from './request/constraints.ts'
import { createFeatures } from './request/create-features.ts'
import type { Features } from './request/features.ts'
import { toPromptJson } from './request/prompt-json.ts'
import { recordRequest } from './request/record-request.ts'
import type { RouteRequest } from './request/route-request.ts'
import type { RouterEvent } from './router-event.ts'
import type { RouterOptions } from './router-options.ts'
import { pinned } from './strategies/pinned.ts'
import { stayWithLastTurn } from './strategies/stay-with-last-turn.ts'
import type { Choice, StrategyInput } from './strategies/strategy.ts'
import { tier } from './strategies/tier.ts'

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
  const clock = options.clock ?? systemClock
  const random = options.random ?? systemRandom
  const policy = compilePolicy(options, clock.nowMs())
  const emit = options.onEvent && withoutThrow(options.onEvent)
  const breakerStore = options.breakers ?? createMemoryBreakerStore({ monotonicMs: clock.monotonicMs })
  const breakers = createBreakers({
    store: breakerStore,
    random,
    onChange: (key, phase) => emit?.({ type: breakerEvents[phase], key }),
  })
  const retries = createRetryBuckets(clock.monotonicMs)
  const latencies = createLatencies()
  const sessions = createSessions<SessionMark>()
  const resolveGate = createGateResolver(options.gates)
  const keepsReplies = options.storeReplies === true && options.ledger?.writeReply !== undefined
  const keptCharacters = keepsReplies ? mostCharacters : undefined
  const strategies = new Map(options.tiers.map(({ name }) => [name, tier(name)]))
  const ids = [
    'auto',
    ...options.tiers.map(({ name }) => `tier:${name}`),
    ...policy.targets.keys(),
    ...Object.keys(policy.aliases),
  ]

  const embeddingIds = options.targets
    .filter(({ model }) => options.catalog.find(model)?.outputModalities.includes('embedding') === true)
    .map(({ id }) => id)
  const resolve = (id: string | undefined): Requested | undefined =>
    resolveRequested(id, { aliases: policy.aliases, tiers: options.tiers, targets: options.targets })

  const budgets = options.budgets ?? []
  const budgetStore = options.budgetStore ?? createMemoryBudgetStore()
  /** Nano-dollars the tightest budget has left; undefined = no budget, or its store is down: the reservation then decides. */
  const budgetLeft = async ({ tenant }: RouteRequest): Promise<number | undefined> => {
    let left: number | undefined
    const nowMs = clock.nowMs()
    for (const budget of budgets) {
      try {
        const state = await budgetStore.read(accountOf(budget, tenant), periodStartMs(budget.period, nowMs), nowMs)
        left = Math.min(left ?? Infinity, Math.floor(budget.limitUsd * 1e9) - state.spentNanoUsd - state.heldNanoUsd)
      } catch {
        continue
      }
    }
    return left
  }

  /** What is remembered of the session, else what the host's history tells. */
  const sessionOf = ({ session, lastTurn }: RouteRequest): SessionMark | undefined => {
    const known = session === undefined ? undefined : sessions.get(session)
    if (known !== undefined || lastTurn?.inputTokens === undefined || lastTurn.atMs === undefined) return known
    const { target, inputTokens, atMs } = lastTurn
    const model = policy.targets.get(target)?.model
    return model === undefined ? undefined : { target, model, inputTokens, atMs }
  }

  const takeSnapshot = async (request: RouteRequest): Promise<Snapshot> => {
    const budgetLeftNanoUsd = budgets.length === 0 ? undefined : await budgetLeft(request)
    const health: Record<string, TargetHealth> = {}
    for (const target of policy.targets.values()) {
      const latency = latencies.of(target.id)
      const isOpen = breakers.admits(target) === 'no'
      if (latency !== undefined || isOpen) health[target.id] = { samples: 0, ...latency, isOpen }
    }
    return {
      nowMs: clock.nowMs(),
      health,
      session: sessionOf(request),
      budgetLeftNanoUsd,
    }
  }

  const think = (
    request: RouteRequest,
    snapshot: Snapshot,
    requestId: string,
  ): { decision: Decision; features: Features; request: RouteRequest } => {
    const requested = resolve(request.model)
    if (requested === undefined) throw new UnknownModelError(request.model ?? 'auto', ids)
    // Vectors of two models cannot be compared: a caller has to name one.
    if (request.output === 'embedding' && requested.kind !== 'model')
      throw new UnknownModelError(request.model ?? 'auto', embeddingIds)
    const asked = withTask(request, requested)
    const features = createFeatures(asked)
    const constraints = tightenConstraints(policy.constraints, asked.constraints)
    const { eligible, rejected, maxOutputTokens, isOutputLimitDefaulted } = filterEligible({
      request: asked,
      features,
      tiers: options.tiers,
      targets: policy.targets,
      catalog: options.catalog,
      constraints,
      snapshot,
      named: requested.kind === 'model' ? requested.targets : undefined,
      defaultMaxOutputTokens: options.defaultMaxOutputTokens,
    })
    const input: StrategyInput = {
      request: asked,
      features,
      candidates: eligible,
      rejected,
      tiers: options.tiers,
      snapshot,
      random: seededRandom(requestId),
    }
    const outputTokens = expectedOutputTokens(features, maxOutputTokens)
    const baseline = policy.baselineOf({ inputTokens: features.inputTokens, outputTokens }, snapshot.nowMs)
    const decision = toDecision({
      maxOutputTokens,
      isOutputLimitDefaulted,
      requestId,
      requested: request.model ?? 'auto',
      isVirtual: requested.kind !== 'model',
      policy: { name: policy.name, version: policy.version },
      task: features.task,
      taskSource: features.taskSource,
      language: features.language,
      inputTokens: features.inputTokens,
      maxCostUsd: constraints.maxCostUsd,
      baseline: baseline && {
        model: baseline.model,
        expectedCostUsd: baseline.nanoUsd === undefined ? undefined : baseline.nanoUsd / 1e9,
      },
      decidedAtMs: snapshot.nowMs,
      choice: eligible.length === 0 ? undefined : choose(requested, input),
      candidates: eligible,
      rejected,
      mayFallBackTo: ({ card }) =>
        requested.kind !== 'model' ||
        card.id === requested.model ||
        (options.pinnedMayFallBack === true && asked.output !== 'embedding'),
      isOpen: isOpenIn(snapshot),
    })
    return { decision, features, request: asked }
  }

  const thought = (request: RouteRequest, decision: Decision): ReturnType<typeof think> => {
    const asked = withTask(request, resolve(request.model))
    return { decision, features: createFeatures(asked), request: asked }
  }

  const choose = (requested: Requested, input: StrategyInput): Choice | undefined => {
    if (requested.kind === 'model') return pinned(requested.targets).choose(input)
    if (requested.kind === 'tier')
      return stayWithLastTurn(strategies.get(requested.tier)?.choose(input), input, requested.tier)
    return stayWithLastTurn(options.strategy.choose(input), input)
  }

  const open = async <Head, Part>(
    request: RouteRequest,
    call: Call<Head, Part>,
    how: OpenOptions<Part>,
  ): Promise<Run<Head, Part>> => {
    const requestId = request.id ?? newId(clock.nowMs(), random)
    const {
      decision,
      features,
      request: asked,
    } = how.decision ? thought(request, how.decision) : think(request, await takeSnapshot(request), requestId)
    emit?.({ type: 'decision-made', decision })
    const execution = how.commit === undefined ? policy.execution : { ...policy.execution, commit: how.commit }
    if (execution.commit === 'resume' && how.dialect.splice === undefined)
      throw new ConfigurationError([
        "The commit mode `resume` needs the dialect's `splice`, and this host has none. Choose `first-content`, `holdback` or `buffer`.",
      ])
    const env = toEnvironment(requestId, asked, features, decision, how.onOutcome)
    const result = await execute({
      env,
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

  const toEnvironment = (
    requestId: string,
    request: RouteRequest,
    features: Features,
    decision: Decision,
    onOutcome: ((outcome: Outcome) => void) | undefined,
  ): Environment => {
    const maxCost = decision.maxCostUsd
    const budget = createRequestBudget(maxCost === undefined ? undefined : Math.round(maxCost * 1e9))
    const purse =
      budgets.length === 0
        ? undefined
        : createRequestPurse({
            requestId,
            tenant: request.tenant,
            budgets,
            store: budgetStore,
            nowMs: clock.nowMs,
            leaseMs: Math.max(900_000, policy.execution.deadlineMs + policy.execution.idleReaderMs),
            dearestNanoUsd: Math.max(0, ...decision.steps.map((step) => step.maxCostNanoUsd ?? 0)),
            onError: (name, error) => emit?.({ type: 'budget-error', requestId, budget: name, error }),
          })
    const allowedFor = (
      asked: RouteRequest,
      of: Features,
      maxOutputTokens: number | undefined,
    ): ReturnType<typeof createAllowedCheck> =>
      createAllowedCheck({
        request: asked,
        features: of,
        catalog: options.catalog,
        targetOf: policy.targetOf,
        constraints: tightenConstraints(policy.constraints, asked.constraints),
        maxOutputTokens,
      })
    const isAllowed = allowedFor(request, features, decision.maxOutputTokens)
    const isJudgeAllowed = (ask: Ask & { kind: 'judge' }): typeof isAllowed => {
      const asked: RouteRequest = {
        messages: [{ role: 'user', content: `${ask.system ?? ''}\n${ask.prompt}` }],
        constraints: request.constraints,
      }
      return allowedFor(asked, createFeatures(asked), ask.maxOutputTokens)
    }
    const record = createRecorder({
      requestId,
      ledger: options.ledger,
      facts: {
        tenant: request.tenant,
        session: request.session,
        tags: request.tags,
        requestJson: options.ledger && recordRequest(request, features),
        promptJson: options.storePrompts === true ? toPromptJson(request) : undefined,
        tierRankOf: (name) => policy.tierRank.get(name),
      },
      priceOf: (target, atMs) => policy.priceOf(policy.targetOf(target), atMs),
      emit,
    })
    return {
      clock,
      // Vectors are no text.
      keptCharacters: request.output === 'embedding' ? undefined : keptCharacters,
      random,
      breakers,
      retries,
      targetOf: policy.targetOf,
      tierRankOf: (name) => policy.tierRank.get(name) ?? 0,
      priceOf: (target, usage, atMs) => {
        const price = policy.priceOf(policy.targetOf(target), atMs)
        return price && costNanoUsd(price, usage)
      },
      baselineOf: policy.baselineOf,
      isAllowed: (step, state, ask) =>
        // A judge reads a prompt of its own: what the caller's needs (tools, pictures, a long context) is not asked of it.
        (ask?.kind === 'judge' ? isJudgeAllowed(ask) : isAllowed)({
          target: step.target,
          maxCostNanoUsd: step.maxCostNanoUsd,
          ...state,
        }),
      gateOf: (spec) => resolveGate(spec, request),
      reserve: (nanoUsd) => {
        const hold = budget.reserve(nanoUsd)
        if (hold === undefined) return 'the rest of the cost ceiling does not cover it'
        return (
          purse?.cover(budget.spentNanoUsd()).then((why) => {
            if (why === undefined) return hold
            hold.settle(0)
            return why
          }) ?? hold
        )
      },
      spentNanoUsd: budget.spentNanoUsd,
      record: {
        ...record,
        settlement: (attempt, reply) => {
          if (attempt.end?.kind === 'done')
            latencies.add(attempt.answeredBy?.target ?? attempt.target, attempt.firstContentMs, attempt.durationMs ?? 0)
          record.settlement(attempt, reply)
        },
        outcome: async (outcome) => {
          onOutcome?.(outcome)
          const { servedBy } = outcome
          const tokens = servedBy && outcome.attempts[servedBy.n - 1]?.usage?.inputTokens
          if (request.session !== undefined && servedBy !== undefined) {
            sessions.set(request.session, {
              ...servedBy,
              inputTokens: tokens ?? features.inputTokens,
              atMs: clock.nowMs(),
            })
          }
          // The row is handed over before anybody sees the end: a ledger flushed after the response has it, however slow the budgets are.
          await Promise.all([record.outcome(outcome), purse?.close(budget.spentNanoUsd())])
        },
      },
      toError: (outcome, errors) => new RouteError(outcome, errors),
    }
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
    decide: async (request) => think(request, await takeSnapshot(request), request.id ?? contentId(request)).decision,
    decideAt: (request, snapshot) => think(request, snapshot, request.id ?? contentId(request)).decision,
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
    ids,
    targets: options.targets,
    targetsOf: (id) => {
      const requested = resolve(id)
      if (requested === undefined) return undefined
      if (requested.kind !== 'model' || options.pinnedMayFallBack === true) return options.targets
      return requested.targets.map(policy.targetOf)
    },
    breakers: breakerStore.save,
  }
}

const breakerEvents = { open: 'breaker-open', closed: 'breaker-close', 'half-open': 'breaker-probe' } as const

/** Kept by decisions, and so without their requests. */
function isOpenIn({ health }: Snapshot): (target: string) => boolean {
  return (target) => health[target]?.isOpen ?? false
}

/** A virtual id may name the task. */
function withTask(request: RouteRequest, requested: Requested | undefined): RouteRequest {
  return requested?.kind === 'task' ? { ...request, task: requested.task } : request
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

function withoutThrow(listener: (event: RouterEvent) => void): (event: RouterEvent) => void {
  return (event) => {
    try {
      listener(event)
    } catch {
      // A listener's fault is not the request's.
    }
  }
}

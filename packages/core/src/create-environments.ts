import { createRequestBudget } from './budget/request-budget.ts'
import { createRequestPurse } from './budget/request-purse.ts'
import { costNanoUsd } from './catalog/cost-of.ts'
import type { CompiledPolicy } from './compile-policy.ts'
import type { Thought } from './create-decider.ts'
import type { Ask } from './decision/ask.ts'
import { RouteError } from './errors/route-error.ts'
import type { Environment } from './execution/environment.ts'
import { createGateResolver } from './gates/resolve-gate.ts'
import { mostCharacters } from './ledger/to-reply-row.ts'
import type { Outcome } from './outcome/outcome.ts'
import { createAllowedCheck } from './policy/is-allowed.ts'
import { tightenConstraints } from './policy/tighten-constraints.ts'
import { createRecorder } from './recorder.ts'
import { createFeatures } from './request/create-features.ts'
import type { Features } from './request/features.ts'
import { toPromptJson } from './request/prompt-json.ts'
import { recordRequest } from './request/record-request.ts'
import type { RouteRequest } from './request/route-request.ts'
import type { RouterOptions } from './router-options.ts'
import type { RouterState } from './create-router-state.ts'

/** Makes what the engine is given for one request: policy, money, record and state, as functions. */
export type CreateEnvironment = (
  requestId: string,
  thought: Thought,
  onOutcome: ((outcome: Outcome) => void) | undefined,
) => Environment

export function createEnvironments(
  options: RouterOptions,
  policy: CompiledPolicy,
  { clock, random, emit, breakers, retries, latencies, sessions, budgetStore }: RouterState,
): CreateEnvironment {
  const { budgets = [] } = options
  const resolveGate = createGateResolver(options.gates)
  const keepsReplies = options.storeReplies === true && options.ledger?.writeReply !== undefined
  const keptCharacters = keepsReplies ? mostCharacters : undefined

  return (requestId, { request, features, decision }, onOutcome) => {
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
}

import {
  fromPromptJson,
  recallRequest,
  type OutcomeRow,
  type ReplyRow,
  type ReplyView,
  type RouteRequest,
} from '@signalbox/core'
import type { PastOutcome } from '@signalbox/ledger'
import { toAction } from '../replay/action-of.ts'
import type { ActualRun, KnownAnswer, PastRequest } from '../replay/past-request.ts'

type PastAttempt = PastOutcome['attempts'][number]

/** A request of a ledger as a policy can be asked about it; undefined = its row keeps neither a record of the request nor its prompt. */
export function toPastRequest({ outcome, attempts, labels, replies }: PastOutcome): PastRequest | undefined {
  const request = toRequest(outcome)
  if (request === undefined) return undefined
  return {
    id: outcome.requestId,
    atMs: outcome.startedAtMs,
    request,
    conversation: outcome.session ?? outcome.requestId,
    actual: toActual(outcome, attempts),
    answers: attempts.filter(hasAnswered).map((attempt) =>
      toAnswer(
        attempt,
        outcome,
        labels,
        replies.find(({ n }) => n === attempt.n),
      ),
    ),
  }
}

function toActual(outcome: OutcomeRow, attempts: readonly PastAttempt[]): ActualRun {
  return {
    policy: outcome.policyName,
    kind: outcome.kind,
    isVirtual: outcome.isVirtual,
    task: outcome.task,
    action: outcome.decidedTarget === undefined ? undefined : toAction(outcome.decidedTarget, outcome.decidedGate),
    propensity: outcome.propensity,
    rejections: outcome.rejections ?? {},
    servedTarget: attempts.find(({ n }) => n === outcome.servedN)?.target ?? outcome.servedTarget,
    servedModel: outcome.servedModel,
    servedTier: outcome.servedTier,
    escalated: outcome.escalated,
    escalationCause: outcome.escalationCause,
    costNanoUsd: outcome.costNanoUsd,
    isCostLowerBound: outcome.isCostLowerBound,
    baselineModel: outcome.baselineModel,
    baselineCostNanoUsd: outcome.baselineCostNanoUsd,
    durationMs: outcome.kind === 'served' ? outcome.durationMs : undefined,
    failedTargets: [...new Set(attempts.filter(hasFailed).map(({ target }) => target))],
  }
}

function hasFailed({ end, purpose, study }: PastAttempt): boolean {
  return end === 'failed' && study === undefined && (purpose === 'serve' || purpose === 'hedge')
}

/** Answers of whole attempts: drafts that were turned down, counterparts of shadows and studies among them. */
function hasAnswered({ end, purpose }: PastAttempt): boolean {
  return (end === 'done' || end === 'rejected') && purpose !== 'judge' && purpose !== 'sample'
}

function toAnswer(
  attempt: PastAttempt,
  { decidedTarget, decidedGate, gate, servedN }: OutcomeRow,
  labels: PastOutcome['labels'],
  reply: ReplyRow | undefined,
): KnownAnswer {
  const { n, end, reason } = attempt
  const isAccepted = n === servedN && gate === 'accepted' && attempt.target === decidedTarget
  return {
    // The target that a policy would send it to, whichever of its pool answered.
    by: { target: attempt.target, model: attempt.answeredModel ?? attempt.model },
    inputTokens: attempt.inputTokens,
    outputTokens: attempt.outputTokens,
    durationMs: attempt.durationMs,
    gate:
      end === 'rejected'
        ? { name: gateOf(reason), accepted: false }
        : isAccepted && decidedGate !== undefined
          ? { name: decidedGate, accepted: true }
          : undefined,
    reply: reply && toReply(reply, attempt),
    labels: labels.filter((label) => label.n === n),
  }
}

/** A settlement's reason is the gate's name and what it said. */
function gateOf(reason: string | undefined): string {
  return reason?.split(':', 1)[0] ?? ''
}

function toReply({ text, toolCalls, finish }: ReplyRow, { target, inputTokens, outputTokens }: PastAttempt): ReplyView {
  return {
    target,
    text,
    toolCalls,
    logprobs: undefined,
    finish: finish && { reason: finish },
    usage: { inputTokens, outputTokens },
  }
}

/**
 * As it was recorded, so that it is decided on as it was then, and with its messages, where the operator kept them, so that gates can look at
 * them. Rows of before requests were recorded have their messages at most.
 */
function toRequest(outcome: OutcomeRow): RouteRequest | undefined {
  const recalled = recallRequest(outcome)
  const prompt = fromPromptJson(outcome.promptJson)
  if (recalled !== undefined || prompt === undefined) return recalled && { ...recalled, ...prompt }
  const { requestId: id, requested: model, tenant, session, tags, task, taskSource } = outcome
  return { id, model, ...prompt, tenant, session, tags, task: taskSource === 'caller' ? task : undefined }
}

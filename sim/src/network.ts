import type { Call, CallContext, Clock, Dialect, Target } from '@signalbox/core'
import type { ScriptedPart } from '@signalbox/core/testing'
import { scriptedDialect, seededRandom } from '@signalbox/core/testing'
import type { Behaviour } from './behaviour.ts'
import { createDraw } from './draw.ts'
import type { RandomWorld, Visitor } from './random-world.ts'

/** A part with the attempt it comes from. */
export type SimPart = ScriptedPart & { readonly by: number }

/** A call as the network saw it. */
export interface SimCall {
  readonly visitor: Visitor
  readonly target: Target
  readonly context: CallContext
  readonly behaviour: Behaviour
  readonly atMs: number
  /** The provider sent its terminal marker. */
  hasEnded: boolean
}

export interface Network {
  readonly callFor: (visitor: Visitor) => Call<undefined, SimPart>
  readonly calls: readonly SimCall[]
}

/** Parts are read as the core's own scripted ones; a splice cuts text by length. */
export const simDialect: Dialect<SimPart> = {
  ...scriptedDialect,
  splice: (_, part, skip) => {
    if (part.type === 'meta') return []
    if (part.type !== 'text') return [part]
    return skip >= part.text.length ? [] : [{ ...part, text: part.text.slice(skip) }]
  },
}

const usage = { inputTokens: 40, outputTokens: 12 }

/** The network between router and providers: latency, weather, and what was called when. */
export function createNetwork(
  seed: string,
  world: RandomWorld,
  clock: Clock,
  onCall: (call: SimCall) => void,
): Network {
  const draw = createDraw(seededRandom(`${seed}/network`))
  const calls: SimCall[] = []
  const wait = (ms: number): Promise<void> => new Promise((resolve) => void clock.setTimer(() => resolve(), ms))
  const behaviourOf = (target: string): Behaviour => {
    const spell = world.weather.get(target)?.findLast(({ fromMs }) => fromMs <= clock.monotonicMs())
    return spell === undefined || !draw.chance(spell.share) ? 'healthy' : spell.behaviour
  }
  return {
    calls,
    callFor: (visitor) => async (target, context) => {
      const behaviour = behaviourOf(target.id)
      const call: SimCall = { visitor, target, context, behaviour, atMs: clock.monotonicMs(), hasEnded: false }
      calls.push(call)
      onCall(call)
      const latencyMs = draw.int(1, 80)
      const words = (
        visitor.isSameText ? 'the one answer that all would give' : `an answer of ${target.id} alone`
      ).split(/(?<= )/)
      const steps = stepsOf(behaviour, words, draw.int(1, 400))
      await wait(latencyMs)
      if (steps === 'silent') return new Promise(() => {})
      if (!Array.isArray(steps)) throw steps
      return { head: undefined, parts: play(steps as readonly Step[], call, wait) }
    },
  }
}

type Step =
  | ScriptedPart
  | { readonly type: 'wait'; readonly ms: number }
  | { readonly type: 'throw'; readonly error: unknown }
  | { readonly type: 'hang' }

function stepsOf(behaviour: Behaviour, words: readonly string[], paceMs: number): readonly Step[] | Error | 'silent' {
  const text = (value: string): Step => ({ type: 'text', text: value })
  const wait = (ms: number): Step => ({ type: 'wait', ms })
  const all = words.flatMap((word) => [text(word), wait(paceMs)])
  const half = all.slice(0, words.length)
  const stop: Step = { type: 'finish', finish: { reason: 'stop' }, usage }
  const meta: Step = { type: 'meta' }
  switch (behaviour) {
    case 'healthy':
      return [meta, text(words.join('')), stop]
    case 'pieces':
      return [meta, ...all, stop]
    case 'no-usage':
      return [meta, ...all, { type: 'finish', finish: { reason: 'stop' } }]
    case 'slow':
      return [meta, wait(6_000), ...all, stop]
    case 'silent':
      return 'silent'
    case 'reset':
      return fault({ code: 'ECONNRESET', status: 502 })
    case 'refused':
      return fault({ status: 521 })
    case 'content-policy':
      return fault({ status: 400, code: 'content_policy_violation' })
    case 'context-length':
      return fault({ status: 400, code: 'context_length_exceeded' })
    case 'quota':
      return fault({ status: 429, code: 'insufficient_quota' })
    case 'limited':
      return fault({ status: 429, headers: { 'retry-after': '30' } })
    case 'limited-briefly':
      return fault({ status: 429, headers: { 'retry-after-ms': '700' } })
    case 'limited-nonsense':
      return fault({ status: 429, headers: { 'retry-after': '-1e9' } })
    case 'empty':
      return [meta, stop]
    case 'no-marker':
      return [meta]
    case 'cut-by-end':
      return [meta, ...half]
    case 'cut-by-throw':
      return [meta, ...half, { type: 'throw', error: fault({ status: 500 }) }]
    case 'stall':
      return [meta, ...half, { type: 'hang' }]
    case 'drip':
      return [meta, ...half, ...Array.from({ length: 60 }, () => [wait(900), meta]).flat()]
    case 'in-band':
      return [meta, { type: 'error', error: fault({ status: 529 }) }]
    case 'in-band-late':
      return [meta, ...half, { type: 'error', error: fault({ status: 503 }) }]
    case 'error-finish':
      return [meta, ...half, { type: 'finish', finish: { reason: 'error' } }]
    case 'refused-tool':
      return [
        meta,
        { type: 'tool-call', name: 'search', argumentsJson: '{"query' },
        { type: 'throw', error: fault({ status: 502 }) },
      ]
    default:
      return fault({ status: Number(behaviour.slice('status-'.length)) })
  }
}

function fault(fields: Readonly<Record<string, unknown>>): Error {
  return Object.assign(new Error('simulated'), fields)
}

function play(steps: readonly Step[], call: SimCall, wait: (ms: number) => Promise<void>) {
  let index = 0
  return {
    next: async (): Promise<{ done?: boolean; value?: SimPart }> => {
      for (;;) {
        const step = steps[index++]
        if (step === undefined) return { done: true }
        if (step.type === 'wait') await wait(step.ms)
        else if (step.type === 'hang') await new Promise(() => {})
        else if (step.type === 'throw') throw step.error
        else {
          if (step.type === 'finish' && step.finish.reason === 'stop') call.hasEnded = true
          return { done: false, value: { ...step, by: call.context.attempt.n } }
        }
      }
    },
  }
}

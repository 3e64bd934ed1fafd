import type { Call, CallContext, Clock, Dialect, Target } from '@signalbox/core'
import type { ScriptedPart } from '@signalbox/core/testing'
import { scriptedDialect, seededRandom } from '@signalbox/core/testing'
import type { Behaviour } from './behaviour.ts'
import { createCarrierCall } from './carrier.ts'
import { createDraw } from './draw.ts'
import type { RandomWorld, Visitor } from './random-world.ts'
import { stepsOf, wordsOf, type Step } from './steps.ts'

/** A part with the attempt and the call it comes from. */
export type SimPart = ScriptedPart & {
  readonly by: number
  readonly call: SimCall
  readonly names?: Target | undefined
}

/** A call as the network saw it. */
export interface SimCall {
  readonly visitor: Visitor
  readonly target: Target
  readonly context: CallContext
  readonly behaviour: Behaviour | 'carried'
  readonly atMs: number
  /** The provider sent its terminal marker. */
  hasEnded: boolean
  /** What it answers, if it answers. */
  text: string
  /** A carrier refused it: nobody of the list would have it. */
  isRefused: boolean
  /** What the engine has been told of it. */
  readonly told: {
    /** Who answered. */
    by?: Target | undefined
    costUsd?: number | undefined
    hasUsage: boolean
    hasFinish: boolean
  }
}

export interface Network {
  readonly callFor: (visitor: Visitor) => Call<undefined, SimPart>
  readonly calls: readonly SimCall[]
}

/** Parts are read as the core's own scripted ones; a splice cuts text by length. */
export const simDialect: Dialect<SimPart> = {
  ...scriptedDialect,
  open: () => {
    const reader = scriptedDialect.open()
    return {
      read: (part, notes) => {
        const { told } = part.call
        if (part.names !== undefined) told.by = part.names
        if (part.type === 'account' && part.account.costUsd !== undefined) told.costUsd = part.account.costUsd
        if (part.type === 'finish') {
          told.hasFinish = true
          if (part.usage !== undefined) told.hasUsage = true
        }
        reader.read(part, notes)
      },
    }
  },
  splice: (_, part, skip) => {
    if (part.type === 'meta') return []
    if (part.type !== 'text') return [part]
    return skip >= part.text.length ? [] : [{ ...part, text: part.text.slice(skip) }]
  },
}

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
  const textOf = ({ isSameText }: Visitor, target: string): string =>
    isSameText ? 'the one answer that all would give' : `an answer of ${target} alone`
  const { carried } = world
  const carrierCall =
    carried &&
    createCarrierCall({
      carrier: carried.carrier,
      draw: createDraw(seededRandom(`${seed}/carrier`)),
      wait,
      behaviourOf,
      textOf,
    })
  return {
    calls,
    callFor: (visitor) => async (target, context) => {
      const plain = carried?.carries.has(target.id) === true ? undefined : behaviourOf(target.id)
      const call: SimCall = {
        visitor,
        target,
        context,
        behaviour: plain ?? 'carried',
        atMs: clock.monotonicMs(),
        hasEnded: false,
        text: textOf(visitor, target.id),
        isRefused: false,
        told: { hasUsage: false, hasFinish: false },
      }
      calls.push(call)
      onCall(call)
      if (plain === undefined) return { head: undefined, parts: play((await carrierCall?.(call)) ?? [], call, wait) }
      const latencyMs = draw.int(1, 80)
      const steps = stepsOf(plain, wordsOf(call.text), draw.int(1, 400))
      await wait(latencyMs)
      if (steps === 'silent') return new Promise(() => {})
      if (!Array.isArray(steps)) throw steps
      return { head: undefined, parts: play(steps as readonly Step[], call, wait) }
    },
  }
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
          return { done: false, value: { ...step, by: call.context.attempt.n, call } }
        }
      }
    },
  }
}

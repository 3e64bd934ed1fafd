import type { Target } from '@signalbox/core'
import type { Behaviour } from './behaviour.ts'
import type { Carrier } from './carried-world.ts'
import type { Draw } from './draw.ts'
import type { SimCall } from './network.ts'
import type { Visitor } from './random-world.ts'
import { fault, stepsOf, wordsOf, type Step } from './steps.ts'

export interface CarrierParts {
  readonly carrier: Carrier
  readonly draw: Draw
  readonly wait: (ms: number) => Promise<void>
  readonly behaviourOf: (target: string) => Behaviour
  readonly textOf: (visitor: Visitor, target: string) => string
}

/** A host that tries the call's own target and its alternates in turn, and answers with the first that answers. Throws what a refused call throws. */
export function createCarrierCall({
  carrier,
  draw,
  wait,
  behaviourOf,
  textOf,
}: CarrierParts): (call: SimCall) => Promise<readonly Step[]> {
  const refuse = (call: SimCall, error: Error): never => {
    call.isRefused = true
    throw error
  }
  /** What goes wrong before anybody was asked. */
  const failByItself = async (call: SimCall): Promise<readonly Step[]> => {
    switch (draw.one(['unreachable', 'silent', 'refuses', 'breaks', 'breaks'])) {
      case 'unreachable':
        throw fault({ code: 'ECONNRESET' })
      case 'silent':
        return new Promise(() => {})
      case 'refuses':
        return refuse(call, fault({ status: draw.one([401, 402, 429, 503]) }))
      default:
        return draw.chance(0.5)
          ? [{ type: 'meta' }, { type: 'error', error: fault({ status: 503 }) }]
          : [{ type: 'meta' }, { type: 'throw', error: fault({}) }]
    }
  }
  return async (call) => {
    const latencyMs = draw.int(1, 80)
    await wait(latencyMs)
    if (draw.chance(carrier.faultShare)) return failByItself(call)
    const failures: Error[] = []
    for (const target of [call.target, ...call.context.alternates]) {
      const behaviour = behaviourOf(target.id)
      const text = textOf(call.visitor, target.id)
      const steps = stepsOf(behaviour, wordsOf(text), draw.int(1, 400))
      if (steps === 'silent') {
        if (carrier.patienceMs === undefined) return new Promise(() => {})
        await wait(carrier.patienceMs)
        failures.push(fault({ status: 504 }))
      } else if (steps instanceof Error) {
        if (!carrier.triesAfterRefusals && (behaviour === 'status-400' || behaviour === 'content-policy'))
          return refuse(call, steps)
        failures.push(steps)
        await wait(latencyMs)
      } else {
        call.text = text
        return told(target, steps)
      }
    }
    const own = fault({ status: 503 })
    return refuse(
      call,
      (carrier.answersWith === 'own' ? own : failures.at(carrier.answersWith === 'last' ? -1 : 0)) ?? own,
    )
  }

  /** The reply with what the carrier says of it: who answered, and sometimes what it costs. */
  function told(target: Target, steps: readonly Step[]): readonly Step[] {
    const named = nameOf(target)
    const cost = carrier.costs === 'some' ? drawCost(draw) : []
    const end = steps.findIndex(
      ({ type }) => type === 'finish' || type === 'error' || type === 'throw' || type === 'hang',
    )
    const at = end < 0 ? steps.length : end
    const isEarly = draw.chance(0.3)
    const isLast = draw.chance(0.3)
    return [
      ...(carrier.naming === 'late' ? [] : named),
      ...(isEarly ? cost : []),
      ...steps.slice(0, at),
      ...(carrier.naming === 'late' ? named : []),
      ...(isEarly || isLast ? [] : cost),
      ...steps.slice(at),
      ...(!isEarly && isLast ? cost : []),
    ]
  }

  function nameOf(target: Target): readonly Step[] {
    const name = target.as ?? target.model
    switch (carrier.naming) {
      case 'never':
        return []
      case 'wrong':
        return [{ type: 'served-model', id: 'somebody/else' }]
      case 'by-account':
        return [
          { type: 'served-model', id: 'router' },
          { type: 'account', account: { model: name, host: 'somewhere' }, names: target },
        ]
      case 'variant':
        return [{ type: 'served-model', id: `${name}:floor`, names: target }]
      case 'dated':
        return [{ type: 'served-model', id: `${name}-2026-11-01`, names: target }]
      default:
        return [{ type: 'served-model', id: name, names: target }]
    }
  }
}

/** Nothing, an amount, no amount at all, or one that comes in pieces. */
function drawCost(draw: Draw): readonly Step[] {
  const said = (costUsd: number | undefined): Step => ({ type: 'account', account: { costUsd, callId: 'c' } })
  const amount = draw.one([0, 0, 0.000_01, 0.000_123_456_7, 0.002, 0.4])
  switch (draw.one(['one', 'one', 'one', 'none', 'nonsense', 'pieces'])) {
    case 'one':
      return [said(amount)]
    case 'none':
      return [said(undefined)]
    case 'nonsense':
      return [said(draw.one([-0.001, Number.NaN, Number.POSITIVE_INFINITY, 1e300]))]
    default:
      return [said(amount / 2), said(undefined), said(amount)]
  }
}

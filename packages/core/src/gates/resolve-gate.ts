import type { GateSpec } from '../decision/gate.ts'
import type { GateCheck } from '../outcome/gate-check.ts'
import type { RouteRequest } from '../request/route-request.ts'
import { combineGates } from './all-of.ts'
import { makeChecks } from './checks.ts'
import type { GateMaker } from './gate-maker.ts'
import { makeJudge } from './judge.ts'
import { makeLogprobs } from './logprobs.ts'

export type GateResolver = (spec: GateSpec, request: RouteRequest) => GateCheck

/** Finds the code of a gate by its name; an operator's own win. @throws Error naming an unknown gate and the known ones */
export function createGateResolver(custom: Readonly<Record<string, GateMaker>> = {}): GateResolver {
  const makers = new Map<string, GateMaker>([
    ['checks', makeChecks],
    ['logprobs', makeLogprobs],
    ['judge', makeJudge],
    ...Object.entries(custom),
  ])
  const resolve: GateResolver = (spec, request) => {
    const maker = makers.get(spec.name)
    if (maker !== undefined) return maker(spec.params, request)
    if (spec.name === 'all-of' || spec.name === 'any-of') {
      const parts = (spec.params['gates'] as readonly GateSpec[]).map((one) => resolve(one, request))
      return combineGates(spec.name, parts, spec.name === 'all-of' ? 'escalate' : 'accept')
    }
    throw new Error(`There is no gate "${spec.name}". Known: ${[...makers.keys(), 'all-of', 'any-of'].join(', ')}.`)
  }
  return resolve
}

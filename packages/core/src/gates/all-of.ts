import type { GateSpec } from '../decision/gate.ts'
import type { GateCheck, GateVerdict } from '../outcome/gate-check.ts'

/** Escalates if any gate does, accepts if at least one accepts, abstains if all abstain. */
export function allOf(...gates: readonly GateSpec[]): GateSpec {
  return { name: 'all-of', params: { gates } }
}

/** Accepts if any gate does, escalates if at least one escalates, abstains if all abstain. */
export function anyOf(...gates: readonly GateSpec[]): GateSpec {
  return { name: 'any-of', params: { gates } }
}

/** One gate of several: their calls in a row, each judged by its own share of the answers. */
export function combineGates(name: string, parts: readonly GateCheck[], winner: 'escalate' | 'accept'): GateCheck {
  return {
    name,
    needsLogprobs: parts.some((part) => part.needsLogprobs === true),
    calls: (draft) => parts.flatMap((part) => part.calls?.(draft) ?? []),
    judge: (draft, answers) => {
      let taken = 0
      const verdicts = parts.map((part): GateVerdict => {
        const count = part.calls?.(draft).length ?? 0
        const verdict = part.judge(draft, answers.slice(taken, taken + count))
        taken += count
        return verdict.kind === 'abstain' || verdict.reason === ''
          ? verdict
          : { ...verdict, reason: `${part.name}: ${verdict.reason}` }
      })
      const wins = (verdict: GateVerdict): boolean =>
        winner === 'accept' ? verdict.kind === 'accept' : verdict.kind === 'escalate' || verdict.kind === 'skip-to'
      return (
        verdicts.find(wins) ??
        verdicts.find((verdict) => verdict.kind !== 'abstain') ?? {
          kind: 'abstain',
          reason: verdicts.map((verdict) => verdict.reason).join('; '),
        }
      )
    },
  }
}

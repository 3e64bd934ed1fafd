import type { GateSpec } from '../decision/gate.ts'
import { toText } from '../request/message-text.ts'
import type { RouteRequest } from '../request/route-request.ts'
import type { GateMaker } from './gate-maker.ts'

export interface JudgeParams {
  /** Target id of the judge: any model that answers text, or a host's decision model. */
  readonly target: string
  /** Least probability that is accepted, 0..1. */
  readonly atLeast: number
  /** What a good answer is, as one yes-or-no question. */
  readonly question?: string | undefined
  /** Longest stretch of the request and of the answer that is shown to the judge, characters each. Default 8,000. */
  readonly maxCharacters?: number | undefined
}

const defaultQuestion = 'Is the answer correct, complete, and in the form the request asks for?'

/**
 * A gate that asks another model how likely the draft is good. Abstains when the judge gives no probability. An answer is data to
 * the judge, and may try to talk it round: a judge is evidence, not proof (Zheng et al., "Judging LLM-as-a-Judge", NeurIPS 2023).
 */
export function judge(params: JudgeParams): GateSpec {
  return { name: 'judge', params: { ...params } }
}

export const makeJudge: GateMaker = (params, request) => {
  const { target, atLeast, question = defaultQuestion, maxCharacters = 8_000 } = params as Partial<JudgeParams>
  if (typeof target !== 'string' || typeof atLeast !== 'number' || !(atLeast >= 0 && atLeast <= 1)) {
    throw new Error('The gate judge needs a target, and atLeast between 0 and 1.')
  }
  return {
    name: 'judge',
    calls: (draft) => [
      {
        purpose: 'judge',
        target,
        ask: {
          kind: 'judge',
          system: `${question} Reply with JSON only: {"probability": P}, P between 0 (surely not) and 1 (surely).`,
          prompt: `<request>\n${asked(request, maxCharacters)}\n</request>\n<answer>\n${draft.text.slice(0, maxCharacters)}\n</answer>`,
          maxOutputTokens: 200,
        },
      },
    ],
    judge: (_draft, [answer]) => {
      const probability = answer === undefined ? undefined : probabilityIn(answer.text)
      if (probability === undefined) {
        return {
          kind: 'abstain',
          reason: answer === undefined ? 'the judge did not answer' : 'the judge gave no probability',
        }
      }
      const reason = `${target} gives it ${probability.toFixed(2)}, wanted ${atLeast}`
      return probability >= atLeast ? { kind: 'accept', reason } : { kind: 'escalate', reason }
    },
  }
}

/** What the caller wants now; the end of a long text says more than its middle. */
function asked({ messages }: RouteRequest, limit: number): string {
  const last = messages.findLast(({ role }) => role === 'user')
  const text = last === undefined ? '' : toText(last.content)
  return text.length <= limit ? text : `${text.slice(0, limit / 2)}\n…\n${text.slice(-limit / 2)}`
}

function probabilityIn(text: string): number | undefined {
  const found = text.match(/"probability"\s*:\s*(-?[\d.]+(?:e-?\d+)?)/i)?.[1]
  const value = found === undefined ? Number.NaN : Number(found)
  return value >= 0 && value <= 1 ? value : undefined
}

import { parseVerdict, type Ruling } from './parse-verdict.ts'
import type { StudyCall, StudyCaller } from './study-caller.ts'

/** What came of asking a judge. */
export interface AskedVerdict {
  /** A string = why there is no verdict: `capped`, that of an unreadable reply, or of a call that failed. */
  readonly result: Ruling | string
  /** The first reply could not be read. */
  readonly isSecond: boolean
  /** Number of the next attempt of this request. */
  readonly nextN: number
}

const reminder =
  'That was not the JSON object that was asked for. Reply with {"winner": "first" or "second" or "tie", "reason": "…"} and nothing else.'

/** Asks, and once more where the reply cannot be read. Nothing is guessed from the second one either. */
export async function askVerdict(caller: StudyCaller, question: Omit<StudyCall, 'purpose'>): Promise<AskedVerdict> {
  let nextN = question.firstN
  let { messages } = question.request
  for (const isSecond of [false, true]) {
    const called = await caller.ask({
      ...question,
      purpose: 'judge',
      request: { ...question.request, messages },
      firstN: nextN,
    })
    ;({ nextN } = called)
    if (called.kind === 'capped') return { result: 'capped', isSecond, nextN }
    if (called.kind === 'failed') return { result: `the judge did not answer (${called.why})`, isSecond, nextN }
    const { text } = called.answer
    const result = parseVerdict(text, called.finish)
    if (typeof result !== 'string' || isSecond) return { result, isSecond, nextN }
    const said = text.trim() === '' ? [] : [{ role: 'assistant', content: text } as const]
    messages = [...messages, ...said, { role: 'user', content: reminder }]
  }
  return { result: 'nonsense', isSecond: true, nextN }
}

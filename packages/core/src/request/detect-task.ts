import { createLexiconIndex, lexicons, type LexiconIndex, type Signal } from './lexicon/lexicon-index.ts'
import type { RouteRequest } from './route-request.ts'
import { scanPhrases } from './scan-phrases.ts'
import { readStructure } from './task-structure.ts'
import { toTaskText } from './task-text.ts'
import { taskTypes, type TaskType } from './task-type.ts'

/** A detected task; `unknown` rather than a guess. */
export interface DetectedTask {
  readonly task: TaskType | 'unknown'
  /** Share of the evidence that speaks for it, 0..1. */
  readonly confidence: number
  /** What spoke for it, strongest first; for people. */
  readonly evidence: readonly string[]
}

let index: LexiconIndex | undefined

/** Least evidence for an answer. */
const leastScore = 0.9
/** A stretch this long at the head of a sentence is where an instruction stands. */
const instructionReach = 90

type Scores = Record<TaskType, number>

/**
 * What kind of work a request asks for: from the last user turn's head and tail, the system prompt (which often sets the job
 * while the user turn is mere data), the tools and the response format. Phrases in 16 languages count more where instructions
 * stand (the start of the text, of a line, of the tail) and little inside quotes; structure (code, formulas, word problems,
 * label lists) counts beside them. Looks at no more than about 2,200 characters, however long the prompt is.
 */
export function detectTask(request: RouteRequest): DetectedTask {
  index ??= createLexiconIndex(Object.values(lexicons))
  const text = toTaskText(request)
  const scores = Object.fromEntries(taskTypes.map((task) => [task, 0])) as Scores
  const evidence: { readonly text: string; readonly points: number; readonly task: TaskType }[] = []
  const add = (task: TaskType, points: number, why: string): void => {
    scores[task] += points
    if (points > 0.2) evidence.push({ text: why, points, task })
  }

  const seen = new Set<Signal>()
  const user = [
    { text: text.head, isTail: false },
    { text: text.tail, isTail: true },
  ]
  for (const { text: part, isTail } of user) {
    if (part === '') continue
    const quotes = quotedRanges(part)
    const taken = new Set<string>()
    for (const { phrase, at } of scanPhrases(part, index)) {
      const { signal, weight } = phrase
      const isQuoted = quotes.some(([from, to]) => at > from && at < to)
      if (!isQuoted) seen.add(signal)
      if (!isTask(signal) || taken.has(`${signal}:${phrase.text}`)) continue
      taken.add(`${signal}:${phrase.text}`)
      add(
        signal,
        weight * placeWeight(part, at, isTail) * (isQuoted ? 0.2 : 1) * lengthWeight(phrase.text),
        phrase.text,
      )
    }
  }
  for (const { phrase, at } of scanPhrases(text.system, index)) {
    if (isTask(phrase.signal))
      add(phrase.signal, phrase.weight * (at < 300 ? 1.1 : 0.5) * lengthWeight(phrase.text), `system: ${phrase.text}`)
  }
  readStructure({ request, text, seen, scores, add })

  const isFollowUp = text.before !== '' && text.length < 120
  if (isFollowUp) {
    for (const { phrase } of scanPhrases(text.before, index)) {
      if (isTask(phrase.signal) && phrase.weight === 1) add(phrase.signal, 0.4, `before: ${phrase.text}`)
    }
  }
  return decide(scores, evidence)
}

function decide(
  scores: Scores,
  evidence: { readonly text: string; readonly points: number; readonly task: TaskType }[],
): DetectedTask {
  let best: TaskType = 'chat'
  let total = 0
  for (const task of taskTypes) {
    const score = Math.max(0, scores[task])
    total += score
    if (score > scores[best]) best = task
  }
  const score = scores[best]
  if (score < leastScore) return { task: 'unknown', confidence: 0, evidence: [] }
  return {
    task: best,
    confidence: score / total,
    evidence: evidence
      .filter((one) => one.task === best)
      .toSorted((a, b) => b.points - a.points)
      .slice(0, 5)
      .map((one) => one.text),
  }
}

function isTask(signal: Signal): signal is TaskType {
  return signal !== 'story' && signal !== 'question' && signal !== 'label' && signal !== 'language' && signal !== 'data'
}

/** A longer phrase is a surer one; a single CJK character or a three-letter word says little. */
function lengthWeight(phrase: string): number {
  const units = phrase.charCodeAt(0) >= 0x3040 && phrase.charCodeAt(0) < 0xac00 ? phrase.length * 2.5 : phrase.length
  return units <= 3 ? 0.6 : units >= 9 ? 1.25 : 1
}

/** Instructions stand at the very start, at the start of a line or sentence, and at the end. */
function placeWeight(part: string, at: number, isTail: boolean): number {
  if (!isTail && at < instructionReach) return at < 45 ? 2 : 1.6
  const fromEnd = part.length - at
  if (isTail) return fromEnd < 160 ? 1.6 : 0.5
  const before = part.lastIndexOf('\n', at)
  if (before >= 0 && at - before < 40 && fromEnd < 200) return 1.4
  return fromEnd < 140 ? 1.2 : 0.5
}

const quotePairs: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['「', '」'],
  ['『', '』'],
  ['`', '`'],
  ['<', '</'],
]

/** Quoted stretches of at least 12 characters: data, not instruction. */
function quotedRanges(text: string): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = []
  for (const [open, close] of quotePairs) {
    for (let from = text.indexOf(open); from >= 0 && ranges.length < 12;) {
      const to = text.indexOf(close, from + 1)
      if (to < 0) break
      if (to - from > 12) ranges.push([from, to])
      from = text.indexOf(open, to + 1)
    }
  }
  return ranges
}

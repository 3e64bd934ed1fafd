import { detectLanguage } from './detect-language.ts'
import { createLexiconIndex, lexicons, type LexiconIndex, type Phrase, type Signal } from './lexicon/lexicon-index.ts'
import { findPayload, isWithin, type Ranges } from './payload.ts'
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
/** A stretch this long at the head of a text is where an instruction stands. */
const instructionReach = 90

type Scores = Record<TaskType, number>

interface Hit {
  readonly task: TaskType
  readonly points: number
  readonly text: string
}

/**
 * What kind of work a request asks for: from the last user turn's head and tail, the system prompt (which often sets the job
 * while the user turn is mere data), the tools and the response format. Phrases in 16 languages count more where instructions
 * stand (the start of the text, of a line, of the tail) and little inside data; structure (code, formulas, word problems,
 * alternatives, a question about a text) counts beside them. Looks at no more than about 1,400 characters, however long the
 * prompt is. Accuracy by task and language: docs/task-detection.md.
 */
export function detectTask(request: RouteRequest): DetectedTask {
  index ??= createLexiconIndex(lexicons)
  const text = toTaskText(request)
  const payload = findPayload(text.head)
  const seen = new Set<Signal>()
  const inside: Hit[] = []
  const hits: Hit[] = []

  const weigh = weightByLanguage(text.head)
  const taken = new Set<string>()
  for (const { phrase, at } of scanPhrases(text.head, index)) {
    const isData = isWithin(payload.ranges, at)
    if (!isData) seen.add(phrase.signal)
    if (!isTask(phrase.signal) || !take(taken, phrase)) continue
    const points = phraseWeight(phrase) * weigh(phrase) * headWeight(text.head, at, phrase)
    ;(isData ? inside : hits).push({ task: phrase.signal, points, text: phrase.text })
  }
  // Data speaks when the instruction does not.
  const hasInstruction = total(hits) >= leastScore
  const dataWeight = !hasInstruction ? 0.7 : payload.isAfterQuestion ? 0.6 : 0.15
  for (const hit of inside) hits.push({ ...hit, points: hit.points * dataWeight })

  if (text.tail !== '') {
    const takenInTail = new Set<string>()
    for (const { phrase, at } of scanPhrases(text.tail, index)) {
      if (phrase.signal === 'story') seen.add('story')
      if (isTask(phrase.signal) && take(takenInTail, phrase)) {
        const place = text.tail.length - at < 160 ? 1.6 : 0.4
        hits.push({ task: phrase.signal, points: phraseWeight(phrase) * weigh(phrase) * place, text: phrase.text })
      }
    }
  }
  if (text.system !== '') {
    const weighSystem = weightByLanguage(text.system)
    for (const { phrase, at } of scanPhrases(text.system, index)) {
      if (!isTask(phrase.signal)) continue
      const points = phraseWeight(phrase) * weighSystem(phrase) * (at < 200 ? 1.6 : at < 400 ? 0.9 : 0.4)
      hits.push({ task: phrase.signal, points, text: `system: ${phrase.text}` })
    }
  }
  if (text.before !== '' && text.length < 120) {
    for (const { phrase } of scanPhrases(text.before, index))
      if (isTask(phrase.signal) && phrase.weight === 1)
        hits.push({ task: phrase.signal, points: 0.55, text: `before: ${phrase.text}` })
  }

  const scores = Object.fromEntries(taskTypes.map((task) => [task, 0])) as Scores
  for (const { task, points } of hits) scores[task] += points
  readStructure({
    request,
    text,
    seen,
    scores,
    isAfterQuestion: payload.isAfterQuestion,
    instruction: withoutPayload(text.head, payload.ranges),
    payloadLength: payload.ranges.reduce((sum, [from, to]) => sum + to - from, text.tail.length),
    add: (task, points, why) => {
      scores[task] += points
      hits.push({ task, points, text: why })
    },
  })
  return decide(scores, hits)
}

function decide(scores: Scores, hits: readonly Hit[]): DetectedTask {
  let best: TaskType = 'chat'
  let sum = 0
  for (const task of taskTypes) {
    const score = Math.max(0, scores[task])
    sum += score
    if (score > scores[best]) best = task
  }
  const score = scores[best]
  if (score < leastScore) return { task: 'unknown', confidence: 0, evidence: [] }
  return {
    task: best,
    confidence: score / sum,
    evidence: hits
      .filter((hit) => hit.task === best && hit.points > 0.2)
      .toSorted((a, b) => b.points - a.points)
      .slice(0, 5)
      .map((hit) => hit.text),
  }
}

function total(hits: readonly Hit[]): number {
  return hits.reduce((sum, { points }) => sum + points, 0)
}

function take(taken: Set<string>, phrase: Phrase): boolean {
  const key = `${phrase.signal}:${phrase.text}`
  if (taken.has(key)) return false
  taken.add(key)
  return true
}

const taskNames: ReadonlySet<string> = new Set(taskTypes)

function isTask(signal: Signal): signal is TaskType {
  return taskNames.has(signal)
}

/** A word of another language that happens to look alike says little; English words travel. */
function weightByLanguage(text: string): (phrase: Phrase) => number {
  const language = detectLanguage(text.slice(0, 240))
  if (language === undefined) return () => 1
  return ({ languages }) => (languages.includes(language) ? 1 : languages.includes('en') ? 0.6 : 0.25)
}

/** A longer phrase is a surer one; a single CJK character or a three-letter word says little. */
function phraseWeight({ text, weight }: Phrase): number {
  const units = text.charCodeAt(0) >= 0x3040 && text.charCodeAt(0) < 0xac00 ? text.length * 2.5 : text.length
  return weight * (units <= 3 ? 0.6 : units >= 9 ? 1.25 : 1)
}

/** Instructions stand at the very start, at the start of a late line, and at the end; small talk only at the start. */
function headWeight(text: string, at: number, { signal }: Phrase): number {
  if (signal === 'chat') return at < 40 ? (text.length < 90 ? 2 : 0.9) : 0.4
  if (at < instructionReach) return at < 45 ? 2 : 1.6
  const fromEnd = text.length - at
  const before = text.lastIndexOf('\n', at)
  if (before >= 0 && at - before < 40 && fromEnd < 200) return 1.4
  return fromEnd < 140 ? 1.2 : 0.5
}

function withoutPayload(text: string, payload: Ranges): string {
  let rest = ''
  let at = 0
  for (const [from, to] of payload) {
    if (from > at) rest += text.slice(at, from)
    at = Math.max(at, to)
  }
  return rest + text.slice(at)
}

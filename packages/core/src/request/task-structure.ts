import type { Signal } from './lexicon/lexicon-index.ts'
import type { RouteRequest } from './route-request.ts'
import type { TaskText } from './task-text.ts'
import type { TaskType } from './task-type.ts'

export interface StructureInput {
  readonly request: RouteRequest
  readonly text: TaskText
  /** Signals found outside quotes in the user's turn. */
  readonly seen: ReadonlySet<Signal>
  readonly scores: Readonly<Record<TaskType, number>>
  readonly add: (task: TaskType, points: number, why: string) => void
}

/** What the shape of a request says, beside its words. */
export function readStructure(input: StructureInput): void {
  const { request, text, seen, scores, add } = input
  const whole = text.tail === '' ? text.head : `${text.head}\n${text.tail}`
  const isQuestion = /[?？؟]/.test(whole) || seen.has('question')
  const codeShare = codeEvidence(whole)
  if (codeShare > 0) add('code', codeShare, 'looks like code')
  const formula = formulaEvidence(whole)
  if (formula > 0) add('math', formula, 'looks like a formula')

  const numbers = whole.match(/\d+([.,]\d+)?/g)?.length ?? 0
  if (
    seen.has('story') &&
    numbers >= 2 &&
    /[?？؟]/.test(whole) &&
    text.length < 1_500 &&
    scores.code < 2 &&
    scores.extract < 2 &&
    scores.summarize < 2
  ) {
    add('math', numbers >= 3 ? 2.6 : 1.8, 'a word problem')
  }
  if (seen.has('data') && scores.format > 0.5) add('format', 0.8, 'names a format')
  if (seen.has('language') && scores.translate > 0) add('translate', 1, 'names a language')
  if (seen.has('label') && scores.classify > 0.5 && /[,/、，]|\bor\b|\boder\b|\bou\b|\bo\b/.test(whole))
    add('classify', 0.6, 'names labels')

  readFormat(request, text, add)
  readTools(request, scores, add)
  const isShort = text.length < 160
  const rest = Math.max(
    ...Object.entries(scores).map(([task, score]) => (task === 'qa' || task === 'chat' ? 0 : score)),
  )
  if (isQuestion && isShort && rest < 1) add('qa', 1.1, 'a short question')
  else if (isQuestion && rest < 0.8) add('qa', 0.7, 'a question')
}

function readFormat(request: RouteRequest, text: TaskText, add: StructureInput['add']): void {
  if (request.responseFormat?.type !== 'json') return
  const schema = JSON.stringify(request.responseFormat.schema ?? {}).slice(0, 4_000)
  if (schema.includes('"enum"') && !schema.includes('"array"') && (schema.match(/"type"/g)?.length ?? 0) <= 3)
    add('classify', 1.2, 'a schema of labels')
  else if (text.length > 60) add('extract', 0.9, 'a schema to fill')
}

/** Tools in play make an agent; tools that are merely offered are a hint. */
function readTools(request: RouteRequest, scores: StructureInput['scores'], add: StructureInput['add']): void {
  const last = request.messages.at(-1)
  if (last?.role === 'tool') return add('agent', 6, 'a tool has just answered')
  if (request.messages.some((message) => message.role === 'tool')) return add('agent', 3, 'tools in play')
  if (!request.tools?.length || request.toolChoice === 'none') return
  if (request.toolChoice !== undefined && request.toolChoice !== 'auto') return add('agent', 4, 'a tool is required')
  const other = Math.max(...Object.values(scores))
  add('agent', other > 3.5 ? 1.5 : 3.6, 'tools are offered')
}

const codeMarks =
  /```|\bdef \w+\(|\bfunction\s*\w*\(|=>\s*[{(\w]|\bclass \w+[:({ ]|#include\b|\bimport \w+|\bfrom \w+ import\b|\bselect\b.{1,80}\bfrom\b|\bpublic (static|class|void)\b|console\.log|print\(|\breturn \w+|traceback \(most|\bat [\w.$]+\([\w.]+:\d+|<\/\w+>|\w+\(\)\s*[;{]|\bconst \w+ =|\blet \w+ =|\bvar \w+ =|\bfor \(|\bif \(|\bnpm (run|install)|\bsudo \b|\bgit (push|pull|commit|rebase|merge)|\bfn \w+\(|\bfunc \w+\(|\w+error:|exception in thread|nullpointer|\$\{|&&|\|\|/g

function codeEvidence(text: string): number {
  const marks = text.match(codeMarks)?.length ?? 0
  return marks === 0 ? 0 : Math.min(3, 0.6 + marks * 0.5)
}

const formulaMarks =
  /\\(frac|sqrt|int|sum|le|ge|cdot|times|text|begin|left)\b|\$[^$\n]{1,80}\$|\d\s*[+*/×÷^]\s*\d|\d\s*-\s*\d+\s*=|[a-z]\s*\^\s*\d|\b\d*[xyzn]\s*[+\-=]\s*\d|[=<>≤≥]\s*-?\d+\s*$|√|∫|∑|π|x²|x³/gm

function formulaEvidence(text: string): number {
  const marks = text.match(formulaMarks)?.length ?? 0
  return marks === 0 ? 0 : Math.min(2.6, 0.5 + marks * 0.45)
}

import type { Signal } from './lexicon/lexicon-index.ts'
import type { RouteRequest } from './route-request.ts'
import type { TaskText } from './task-text.ts'
import type { TaskType } from './task-type.ts'

export interface StructureInput {
  readonly request: RouteRequest
  readonly text: TaskText
  /** Signals found outside data in the user's turn. */
  readonly seen: ReadonlySet<Signal>
  readonly scores: Readonly<Record<TaskType, number>>
  /** The head of the user's turn without its data. */
  readonly instruction: string
  /** The data begins after a question mark, unquoted. */
  readonly isAfterQuestion: boolean
  /** Characters of data in head and tail. */
  readonly payloadLength: number
  readonly add: (task: TaskType, points: number, why: string) => void
}

/** "A or B" in the languages at hand. */
const alternatives =
  /(?<![\p{L}\p{M}])(?:or|oder|ou|czy|lub|или|либо|hay|hoặc|atau|yoksa|या)(?![\p{L}\p{M}])|\so\s|أم|还是|或者|どれ|どちら|인지|또는|중 어디|중 하나|m[ıiuü],.*m[ıiuü]|m[ıiuü]\s.*\sm[ıiuü](?![\p{L}])|哪一?[类个种]/u

/** What the shape of a request says, beside its words. */
export function readStructure(input: StructureInput): void {
  const { request, text, seen, scores, instruction, payloadLength, isAfterQuestion, add } = input
  const whole = text.tail === '' ? text.head : `${text.head}\n${text.tail}`
  const isMarked = /[?？؟]/.test(instruction)
  const isQuestion = isMarked || seen.has('question')
  const codeShare = codeEvidence(whole)
  if (codeShare > 0) add('code', codeShare, 'looks like code')
  const formula = formulaEvidence(whole)
  if (formula > 0) add('math', formula, 'looks like a formula')
  readNumbers(input, whole)

  if (seen.has('data') && scores.format > 0.5) add('format', 0.8, 'names a format')
  else if (seen.has('data') && payloadLength > 12 && !isMarked && restOf(scores) < 1.6)
    add('format', 1.6, 'names a format beside data')
  if (seen.has('language') && scores.translate > 0) add('translate', 1, 'names a language')
  else if (seen.has('language') && payloadLength > 0 && payloadLength < 400 && text.length < 600)
    add('translate', 1.6, 'names a language beside a text')
  if (seen.has('label') && scores.classify > 0.5 && /[,/、，]/.test(instruction)) add('classify', 0.6, 'names labels')

  const hasData = payloadLength >= 8
  const isAlternative = hasData && isQuestion && alternatives.test(instruction)
  if (
    /(?:^|\n)\s*(?:context|question|passage|kontext|frage|contexte|contexto|contesto|pregunta|pergunta|domanda|pytanie|вопрос|контекст|soru|سؤال|问题|質問|질문|प्रश्न|câu hỏi|pertanyaan)\s*[:：]/u.test(
      whole,
    )
  )
    add('qa', 2.6, 'a question beside its context')
  else if (isAlternative && scores.translate < 2 && scores.reasoning < 1 && (!isAfterQuestion || seen.has('label')))
    add('classify', seen.has('label') ? 3 : 1.7, 'asks which of several a text is')
  else if (
    hasData &&
    isMarked &&
    (seen.has('question') || seen.has('things')) &&
    payloadLength >= 20 &&
    codeShare < 1 &&
    scores.qa < 1.5 &&
    restOf(scores) < 0.7
  )
    add(
      seen.has('things') ? 'extract' : isAfterQuestion ? (payloadLength < 60 ? 'extract' : 'summarize') : 'classify',
      1.5,
      'asks something of a text',
    )

  readDataJob(input, isMarked)
  const isQuoted = hasData && !isAfterQuestion
  if (
    !isQuoted &&
    isMarked &&
    text.length > 45 &&
    text.length < 700 &&
    alternatives.test(instruction) &&
    restOf(scores) < 1.2
  )
    add('reasoning', 1.4, 'asks to choose')
  if (techName.test(instruction) && (!hasData || isMarked))
    add('code', !hasData && isMarked ? 2.4 : 1.6, 'names a technology')

  readFormat(request, text, add)
  readTools(request, scores, add)
  const isDense = /[\u3040-\u9fff\uac00-\ud7af]/.test(instruction)
  const isShort = text.length < 160
  const isLong = text.length >= (isDense ? 45 : 95)
  const rest = restOf(scores)
  if (
    isShort &&
    !seen.has('question') &&
    /\p{L}{2}/u.test(instruction) &&
    !hasData &&
    !/\d\D+\d/.test(whole) &&
    text.system === '' &&
    rest < 0.6 &&
    text.before === ''
  )
    add('chat', text.length < 80 ? 1.2 : 0.5, 'a remark')
  else if (isMarked && isLong && !hasData && rest < 0.7 && text.system === '' && text.length < 800)
    add('reasoning', 1.1, 'a long question of its own kind')
  else if (isQuestion && isShort && rest < 1) add('qa', 1.1, 'a short question')
  else if (isQuestion && rest < 0.8) add('qa', 0.7, 'a question')
}

const techName =
  /(?<![\p{L}\d])(?:python|javascript|typescript|java|kotlin|golang|sql|mysql|postgres\w*|html|css|vue|react|angular|svelte|next\.?js|node\.?js|django|flask|rails|laravel|docker|kubernetes|git|bash|powershell|regex|pandas|numpy|c\+\+|c#|php|rust|swift|mongodb|redis|graphql|terraform|webpack|arraylist|api|div|flexbox|npm|[a-z]+exception|[a-z]+error|stderr|stdout|localhost|cannot find module)(?![a-z\d])/u

/** An unquestioning instruction before a text: what it names says what is to be done with the text. */
function readDataJob({ seen, scores, payloadLength, add }: StructureInput, isMarked: boolean): void {
  if (payloadLength < 12 || isMarked || restOf(scores) >= 0.9 || seen.has('story')) return
  if (seen.has('things')) add('extract', 1.3, 'names things to find in a text')
  else if (seen.has('texts')) add('rewrite', 1.1, 'names the text at hand')
  else if (payloadLength > 110) add('summarize', 1, 'a long text after a short instruction')
  else add('rewrite', 1, 'a text after a short instruction')
}

/** The strongest score of a task that is more than a question or a chat. */
function restOf(scores: StructureInput['scores']): number {
  let rest = 0
  for (const [task, score] of Object.entries(scores)) if (task !== 'qa' && task !== 'chat') rest = Math.max(rest, score)
  return rest
}

const numberWords =
  /(?<!\p{L})(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twice|half|third|quarter|dozen|thrice|zwei|drei|vier|fünf|doppelt|halb|deux|trois|quatre|cinq|double|moitié|dos|tres|cuatro|cinco|doble|mitad|due|tre|quattro|doppio|metà|dois|três|metade|два|три|четыре|вдвое|половин|iki|üç|dört|dua|tiga|empat|hai|ba|bốn|trzy|cztery|hälfte|połow\p{L}*|yarısı|نصف|आधा|setengah|nửa)(?!\p{L})|절반|一半|半分/gu

const measure = /\d\s*(?:cm|mm|km|kg|m|g|l|ml|ha|см|м|км|кг|см|سم|كم|सेमी|किमी|センチ|厘米|公里)(?![\p{L}])/u

function readNumbers({ text, seen, scores, payloadLength, isAfterQuestion, add }: StructureInput, whole: string): void {
  const numbers = (whole.match(/\d+([.,]\d+)*/g)?.length ?? 0) + (whole.match(numberWords)?.length ?? 0)
  const asks = /[?？؟]\s*$/.test(whole) || /[?？؟]/.test(whole)
  const isOther =
    scores.code >= 2 || scores.extract >= 2 || scores.summarize >= 2 || scores.format >= 2 || scores.translate >= 2
  if (isOther || text.length > 1_500) return
  if (seen.has('story') && numbers >= 2 && asks && payloadLength < 60 && !(isAfterQuestion && seen.has('things')))
    add('math', numbers >= 4 ? 3.4 : numbers === 3 ? 2.6 : 1.8, 'a word problem')
  else if (payloadLength >= 12 || text.length >= 200 || !asks || restOf(scores) >= 1.2) return
  else if (/\d\s*[%٪]/.test(whole) && numbers >= 2) add('math', 1.3, 'a sum with percent')
  else if (seen.has('story') && /(?<!\d)\d{1,3}(?!\d)/.test(whole)) add('math', 1.4, 'how many, of a number')
  else if ((whole.match(/(?<!\d)\d{1,3}(?!\d)/g)?.length ?? 0) >= 2 || measure.test(whole))
    add('math', 1.2, 'a question over numbers')
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
  return marks === 0 ? 0 : Math.min(2.6, 0.8 + marks * 0.45)
}

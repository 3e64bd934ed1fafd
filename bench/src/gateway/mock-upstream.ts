import { createServer, type ServerResponse } from 'node:http'
import { instant, type MockPace } from './mock-pace.ts'

// A provider in a process of its own, as fast as Node goes: `node mock-upstream.ts PORT`. A message sets the pace of the streams to come.
const common = { id: 'chatcmpl-9fB3kq0Zt1', created: 1_790_000_000, model: 'bench-1', system_fingerprint: 'fp_5d1a' }
const usage = { prompt_tokens: 42, completion_tokens: 20, total_tokens: 62 }
const content = `word ${'Oslo is the capital of Norway, and has been since the union with Denmark ended. '.repeat(3)}`
const whole = JSON.stringify({
  ...common,
  object: 'chat.completion',
  choices: [
    { index: 0, message: { role: 'assistant', content, refusal: null }, logprobs: null, finish_reason: 'stop' },
  ],
  usage: { ...usage, prompt_tokens_details: { cached_tokens: 0 } },
})
const wholeHeaders = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(whole) }
const streamHeaders = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' }

const toFrame = (fields: Readonly<Record<string, unknown>>): string =>
  `data: ${JSON.stringify({ ...common, object: 'chat.completion.chunk', ...fields })}\n\n`
const toDelta = (delta: object, reason: string | null = null): string =>
  toFrame({ choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }] })
const opening = toDelta({ role: 'assistant', content: '' })
const word = toDelta({ content: 'word ' })
const ending = `${toDelta({}, 'stop')}${toFrame({ choices: [], usage })}data: [DONE]\n\n`

let pace = instant

function stream(res: ServerResponse, { firstTokenMs, gapMs, chunks }: MockPace): void {
  let left = chunks
  const begin = (): void => {
    res.writeHead(200, streamHeaders)
    res.write(opening)
    next()
  }
  const next = (): void => {
    if (res.destroyed) return
    res.write(word)
    if (--left === 0) res.end(ending)
    else if (gapMs === 0) next()
    else setTimeout(next, gapMs)
  }
  if (firstTokenMs === 0) begin()
  else setTimeout(begin, firstTokenMs)
}

createServer({ keepAliveTimeout: 120_000 }, (req, res) => {
  const chunks: Buffer[] = []
  req.on('data', (chunk: Buffer) => chunks.push(chunk))
  req.on('end', () => {
    if (Buffer.concat(chunks).includes('"stream":true')) stream(res, pace)
    else res.writeHead(200, wholeHeaders).end(whole)
  })
}).listen(Number(process.argv[2]), '127.0.0.1')

process.on('message', (message: MockPace) => {
  pace = message
  process.send?.('set')
})
process.on('disconnect', () => process.exit())

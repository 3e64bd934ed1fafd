import type { Fault } from './fault.ts'
import type { MockLogEntry } from './mock-request.ts'
import { ConnectionCut, type MockResult } from './mock-result.ts'
import type { ModelScript } from './mock-script.ts'
import type { PreparedReply, Wire } from './wire.ts'

export interface FaultContext {
  readonly wire: Wire
  readonly reply: PreparedReply
  readonly entry: MockLogEntry
  readonly script: ModelScript
  readonly wait: (ms: number) => Promise<void>
  readonly signal: AbortSignal
  readonly headers: Readonly<Record<string, string>>
}

/** The reply of one call with its fault worked in; undefined = all is well. */
export function applyFault(fault: Fault | undefined, context: FaultContext): MockResult {
  const { wire, reply, entry, headers } = context
  const end = (
    status: number,
    contentType: string,
    body: string,
    more: Readonly<Record<string, string>> = {},
  ): MockResult => {
    Object.assign(entry, { status, ended: 'complete' })
    return { kind: 'response', status, headers: { ...headers, 'content-type': contentType, ...more }, body }
  }
  switch (fault?.kind) {
    case 'reset':
      Object.assign(entry, { ended: 'cut' })
      return { kind: 'reset' }
    case 'silence':
      return { kind: 'silence' }
    case 'raw':
      Object.assign(entry, { ended: 'cut' })
      return { kind: 'raw', fault }
    case 'unreachable':
      return { kind: 'unreachable', code: fault.code }
    case 'body':
      return end(200, fault.contentType, fault.body, fault.headers)
    case 'status': {
      const body = fault.body ?? JSON.stringify(wire.toError(fault.status, fault, entry.requestId))
      return end(fault.status, 'application/json', body, fault.headers)
    }
    case 'html':
      return end(
        fault.status,
        'text/html',
        '<html><head><title>Bad gateway</title></head><body>Bad gateway</body></html>',
      )
    case 'redirect':
      return end(307, 'text/plain', '', { location: fault.location })
    case 'truncated-json': {
      const whole = JSON.stringify(wire.toBody(reply, entry))
      return end(200, 'application/json', whole.slice(0, whole.length >> 1))
    }
    case 'empty':
      if (!entry.stream) return end(200, 'application/json', '')
      break
  }
  if (fault?.kind === 'frames' || (entry.stream && fault?.kind !== 'json-instead-of-stream')) {
    entry.status = 200
    return {
      kind: 'response',
      status: 200,
      headers: { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
      body: stream(fault, context),
    }
  }
  const body = wire.toBody(reply, entry) as Record<string, unknown>
  if (fault?.kind === 'no-usage') delete body['usage']
  else entry.usage = toLogged(reply)
  return end(200, 'application/json', JSON.stringify(body))
}

async function* stream(fault: Fault | undefined, context: FaultContext): AsyncGenerator<string, void, undefined> {
  const { wire, reply, entry, script, wait, signal } = context
  const frames = wire.toFrames(fault?.kind === 'no-usage' ? { ...reply, sendsUsage: false } : reply)
  const perTokenMs = script.tokensPerSecond === undefined ? 0 : 1_000 / script.tokensPerSecond
  const afterTokens = fault !== undefined && 'afterTokens' in fault ? fault.afterTokens : Infinity
  try {
    if (fault?.kind === 'empty') return
    if (fault?.kind === 'frames') {
      for (const frame of fault.frames) {
        if (signal.aborted) return
        yield frame
        await wait(fault.everyMs ?? 0)
      }
      if (fault.atEnd === 'cut') throw new ConnectionCut('cut by script')
      if (fault.atEnd === 'silence') await untilAborted(signal)
      else entry.ended = 'complete'
      return
    }
    if (fault?.kind === 'comments-only') {
      for (let elapsed = 0; elapsed < fault.ms && !signal.aborted; elapsed += 500) {
        yield wire.commentFrame
        await wait(500)
      }
      return
    }
    yield* frames.opening
    await wait((script.firstTokenMs ?? 0) + (fault?.kind === 'slow-first-token' ? fault.ms : 0))
    for (const [index, frame] of [...frames.content, undefined].entries()) {
      if (signal.aborted) return
      if (index === Math.min(afterTokens, frames.content.length) && fault !== undefined) {
        if (fault.kind === 'cut') throw new ConnectionCut('cut by script')
        if (fault.kind === 'clean-cut') return
        if (fault.kind === 'stall') await wait(fault.ms)
        if (fault.kind === 'malformed-frame') yield wire.malformedFrame
        if (fault.kind === 'error-frame') {
          yield wire.toErrorFrame(fault.status ?? 529, fault.message ?? 'Overloaded')
          return
        }
      }
      if (frame === undefined) break
      yield frame
      if (perTokenMs > 0) await wait(perTokenMs)
    }
    yield* frames.closing
    if (frames.usage.length > 0 && reply.sendsUsage && fault?.kind !== 'no-usage') entry.usage = toLogged(reply)
    yield* frames.usage
    if (fault?.kind === 'repeated-usage') yield* frames.usage
    // Everything the client needs is out; a client that leaves at the marker has had it all.
    entry.ended = 'complete'
    if (fault?.kind !== 'no-terminal') yield* frames.terminal
  } finally {
    if (entry.ended === 'open') entry.ended = signal.aborted ? 'aborted' : 'cut'
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function toLogged({ usage }: PreparedReply): MockLogEntry['usage'] {
  return {
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    cacheReadTokens: usage.cacheReadTokens ?? 0,
    reasoningTokens: usage.reasoningTokens ?? 0,
  }
}

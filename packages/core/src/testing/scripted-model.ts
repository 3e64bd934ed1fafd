import type { Call, CallContext } from '../call/call.ts'
import type { Reply } from '../call/reply.ts'
import type { Target } from '../catalog/target.ts'
import type { Clock } from '../ports/clock.ts'
import type { Usage } from '../outcome/usage.ts'
import type { ScriptedPart } from './scripted-part.ts'

/** One step of a script: wait, hand out a part, throw, fall silent, or end without a terminal marker. */
export type ScriptStep =
  | ScriptedPart
  | { readonly type: 'wait'; readonly ms: number }
  | { readonly type: 'throw'; readonly error: unknown }
  | { readonly type: 'hang' }

/** What one call does: fails before its head, never answers, or plays steps. */
export type Script =
  | { readonly kind: 'fail'; readonly error: unknown; readonly afterMs?: number | undefined }
  | { readonly kind: 'silent' }
  | { readonly kind: 'reply'; readonly steps: readonly ScriptStep[] }

/** A call that was made. */
export interface ScriptedCall {
  readonly target: string
  readonly context: CallContext
  /** The source was closed before it had run out. */
  isClosed: boolean
}

export interface ScriptedModels {
  readonly call: Call<{ readonly target: string }, ScriptedPart>
  /** Every call, in order. */
  readonly calls: readonly ScriptedCall[]
}

const someUsage: Usage = { inputTokens: 100, outputTokens: 20 }

/** A whole answer with its usage and terminal marker. */
export function ok(text = 'fine', usage: Usage = someUsage): Script {
  return {
    kind: 'reply',
    steps: [{ type: 'meta' }, { type: 'text', text }, { type: 'finish', finish: { reason: 'stop' }, usage }],
  }
}

/** An HTTP-shaped error before the head. */
export function fails(status: number, more: Readonly<Record<string, unknown>> = {}): Script {
  return { kind: 'fail', error: Object.assign(new Error(`status ${status}`), { status, ...more }) }
}

export function rateLimited(retryAfterMs: number): Script {
  return fails(429, { headers: { 'retry-after-ms': String(retryAfterMs) } })
}

/** No answer, ever. */
export const silent: Script = { kind: 'silent' }

export function streams(...steps: readonly ScriptStep[]): Script {
  return { kind: 'reply', steps }
}

/** Models that play scripts: one list per target, its last entry repeated. Calls for other targets answer `ok()`. */
export function createScriptedModels(
  scripts: Readonly<Record<string, readonly Script[]>>,
  clock: Pick<Clock, 'setTimer'>,
): ScriptedModels {
  const calls: ScriptedCall[] = []
  const used = new Map<string, number>()
  const wait = (ms: number): Promise<void> => new Promise((resolve) => void clock.setTimer(() => resolve(), ms))
  return {
    calls,
    call: async (target: Target, context): Promise<Reply<{ readonly target: string }, ScriptedPart>> => {
      const record: ScriptedCall = { target: target.id, context, isClosed: false }
      calls.push(record)
      const list = scripts[target.id] ?? [ok()]
      const place = used.get(target.id) ?? 0
      used.set(target.id, place + 1)
      const script = list[Math.min(place, list.length - 1)] ?? ok()
      if (script.kind === 'silent') return new Promise(() => {})
      if (script.kind === 'fail') {
        if (script.afterMs !== undefined) await wait(script.afterMs)
        throw script.error
      }
      return { head: { target: target.id }, parts: play(script.steps, record, wait) }
    },
  }
}

function play(steps: readonly ScriptStep[], record: ScriptedCall, wait: (ms: number) => Promise<void>) {
  let index = 0
  return {
    next: async (): Promise<{ done?: boolean; value?: ScriptedPart }> => {
      for (;;) {
        const step = steps[index++]
        if (step === undefined) return { done: true }
        if (step.type === 'wait') await wait(step.ms)
        else if (step.type === 'hang') await new Promise(() => {})
        else if (step.type === 'throw') throw step.error
        else return { done: false, value: step }
      }
    },
    return: (): void => {
      record.isClosed = index <= steps.length
    },
  }
}

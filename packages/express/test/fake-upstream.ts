import type { Transport } from '@signalbox/http'

/** A provider whose stream a test hands out, and that tells what was asked of it. */
export interface FakeUpstream {
  readonly transport: Transport
  /** One frame of OpenAI chat with this text. */
  readonly say: (text: string) => void
  /** The last frames. */
  readonly finish: () => void
  /** How often bytes were asked for. */
  readonly pulls: () => number
  /** Resolves when a call has come in. */
  readonly called: Promise<void>
  /** Resolves when a call's signal aborts, or its body is left. */
  readonly left: Promise<void>
}

/** @param everySay an answer without end: this text at every pull */
export function createFakeUpstream(everySay?: string): FakeUpstream {
  const queue: (Uint8Array | undefined)[] = []
  let wake: (() => void) | undefined
  let pulls = 0
  let call = (): void => {}
  let leave = (): void => {}
  const called = new Promise<void>((resolve) => (call = resolve))
  const left = new Promise<void>((resolve) => (leave = resolve))
  const add = (...texts: readonly (string | undefined)[]): void => {
    queue.push(...texts.map((text) => (text === undefined ? undefined : new TextEncoder().encode(text))))
    wake?.()
  }
  return {
    pulls: () => pulls,
    called,
    left,
    say: (text) => add(frame({ content: text }, null)),
    finish: () => add(frame({}, 'stop'), 'data: [DONE]\n\n', undefined),
    transport: async (_url, { signal }) => {
      signal.addEventListener('abort', leave)
      call()
      return {
        status: 200,
        headers: { 'content-type': 'text/event-stream' },
        body: {
          cancel: leave,
          next: async () => {
            pulls += 1
            if (everySay !== undefined) return new TextEncoder().encode(frame({ content: everySay }, null))
            while (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve))
            return queue.shift()
          },
        },
      }
    },
  }
}

function frame(delta: Readonly<Record<string, unknown>>, finish: string | null): string {
  const choices = [{ index: 0, delta, finish_reason: finish }]
  return `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm', choices })}\n\n`
}

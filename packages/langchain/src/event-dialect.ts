import type { ChatModelStreamEvent } from '@langchain/core/language_models/event'
import type { UsageMetadata } from '@langchain/core/messages'
import type { Dialect, Finish, Notes, PartReader } from '@signalbox/core'
import { finishOf } from './finish-of.ts'
import { callIdOf } from './read-account.ts'
import { spliceEvent } from './splice-event.ts'
import { toFacts } from './to-facts.ts'
import { isCounted, toUsage } from './usage.ts'

/** How the core reads the events of `streamEvents`. */
export const eventDialect: Dialect<ChatModelStreamEvent> = { open, toFacts, splice: spliceEvent }

function open(): PartReader<ChatModelStreamEvent> {
  let usage: Partial<UsageMetadata> = {}
  let hasCalls = false
  const count = (more: Partial<UsageMetadata> | undefined, notes: Notes): void => {
    // Snapshots: each says again what is known so far.
    usage = { ...usage, ...more }
    if (isCounted(usage)) notes.usage(toUsage(usage))
  }
  return {
    read: (event, notes) => {
      switch (event.event) {
        case 'message-start': {
          const callId = callIdOf(event.id)
          if (callId !== undefined) notes.account({ callId })
          return count(event.usage, notes)
        }
        case 'content-block-start':
          if (event.content.type !== 'text') notes.content()
          return
        case 'content-block-delta':
          if (event.delta.type !== 'text-delta') return notes.content()
          if (event.delta.text !== '') notes.content(event.delta.text)
          return
        case 'content-block-finish': {
          const { type, name, args } = event.content as { type: string; name?: string; args?: unknown }
          if (type !== 'tool_call' && type !== 'invalid_tool_call') return
          hasCalls = true
          return notes.toolCall(name ?? '', typeof args === 'string' ? args : JSON.stringify(args ?? {}))
        }
        case 'usage':
          return count(event.usage, notes)
        case 'error':
          // Whoever reads events waits for an error to be thrown.
          throw Object.assign(new Error(event.message), { code: event.code })
        case 'message-finish': {
          count(event.usage, notes)
          const { responseMetadata: metadata } = event
          const served = metadata?.['model_name'] ?? metadata?.['model']
          if (typeof served === 'string') notes.servedModel(served)
          // The provider's own word says more than the protocol's.
          const finish = finishOf(metadata) ?? toFinish(event.reason, hasCalls)
          if (finish.reason === 'error') throw new Error(`The stream ended with "${finish.raw}".`)
          return notes.end(finish)
        }
        case 'provider': {
          const { model } = (event.payload ?? {}) as { readonly model?: unknown }
          if (typeof model === 'string') notes.servedModel(model)
          return
        }
        default:
          // Kinds yet to come.
          return
      }
    },
  }
}

const reasons: Readonly<Record<string, Finish['reason']>> = {
  stop: 'stop',
  length: 'length',
  tool_use: 'tool-calls',
  content_filter: 'content-filter',
}

function toFinish(reason: string | undefined, hasCalls: boolean): Finish {
  if (reason === undefined) return { reason: hasCalls ? 'tool-calls' : 'stop' }
  return { reason: reasons[reason] ?? 'other', raw: reason }
}

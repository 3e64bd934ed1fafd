import type { Said } from './frame-writer.ts'
import type { TokenLogprob } from './reply-event.ts'

/** A stretch of an answer. */
export type ReplyBlock = TextBlock | ToolBlock

export interface TextBlock {
  readonly kind: 'text' | 'refusal' | 'reasoning'
  readonly text: string
  readonly logprobs: readonly TokenLogprob[]
}

export interface ToolBlock {
  readonly kind: 'tool'
  readonly id: string
  readonly name: string
  /** The arguments, as JSON. */
  readonly text: string
}

/** How blocks come about: one is opened, grows, and is closed before the next is opened. `index`: which of the reply's blocks, from 0. */
export type BlockStep =
  | { readonly step: 'open'; readonly index: number; readonly block: ReplyBlock }
  | { readonly step: 'close'; readonly index: number; readonly block: ReplyBlock }
  | {
      readonly step: 'grow'
      readonly index: number
      readonly block: ReplyBlock
      readonly more: string
      readonly logprobs: readonly TokenLogprob[]
    }

/** Gathers an answer into blocks, in order. Keeps state: one per reply. */
export interface ReplyBlocks {
  readonly add: (said: Said) => readonly BlockStep[]
  readonly close: () => readonly BlockStep[]
  readonly all: readonly ReplyBlock[]
}

type Growing =
  | { kind: TextBlock['kind']; text: string; logprobs: TokenLogprob[] }
  | { kind: 'tool'; id: string; name: string; text: string }

/** Calls must come one after another. */
export function createReplyBlocks(): ReplyBlocks {
  const all: Growing[] = []
  let current: Growing | undefined
  const close = (): readonly BlockStep[] => {
    if (current === undefined) return []
    const block = current
    current = undefined
    return [{ step: 'close', index: all.length - 1, block }]
  }
  const open = (block: Growing): readonly BlockStep[] => {
    const closed = close()
    current = block
    all.push(block)
    return [...closed, { step: 'open', index: all.length - 1, block }]
  }
  const grow = (more: string, logprobs: readonly TokenLogprob[] = []): readonly BlockStep[] => {
    if (current === undefined) return []
    current.text += more
    if (current.kind !== 'tool') current.logprobs.push(...logprobs)
    return [{ step: 'grow', index: all.length - 1, block: current, more, logprobs }]
  }
  return {
    all,
    close,
    add: (said) => {
      switch (said.kind) {
        case 'tool-start':
          return open({ kind: 'tool', id: said.id, name: said.name, text: '' })
        case 'tool-delta':
          return grow(said.argumentsJson)
        case 'tool-end':
          return close()
        default: {
          const { kind, text } = said
          const opened = current?.kind === kind ? [] : open({ kind, text: '', logprobs: [] })
          return [...opened, ...grow(text, said.kind === 'text' ? said.logprobs : [])]
        }
      }
    },
  }
}

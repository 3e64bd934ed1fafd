import type { FrameWriter, ReplyOpening } from './frame-writer.ts'
import type { Json } from './json-shapes.ts'
import { toOpenaiLogprobs } from './openai-logprobs.ts'
import { idOf, toItem, toOpenaiResponsesReply, toPart } from './openai-responses-reply.ts'
import { type BlockStep, createReplyBlocks, type TextBlock } from './reply-blocks.ts'
import { toSseFrame } from './sse-frame.ts'

/** OpenAI responses as a stream: named events, numbered; the last one holds the whole response again. */
export function openOpenaiResponsesFrames(): FrameWriter {
  const blocks = createReplyBlocks()
  let opening: ReplyOpening = { id: '', model: '', createdSeconds: 0, usage: undefined }
  let sequence = 0
  const frames = (events: readonly ResponseEvent[]): string =>
    events.map(({ type, ...data }) => toSseFrame({ type, sequence_number: sequence++, ...data }, type)).join('')
  return {
    open: (given) => {
      opening = given
      const response = toOpenaiResponsesReply({ opening, blocks: [], ending: undefined })
      return frames([
        { type: 'response.created', response },
        { type: 'response.in_progress', response },
      ])
    },
    write: (said) => frames(blocks.add(said).flatMap((step) => toEvents(step, opening.id))),
    end: (ending) => {
      const response = toOpenaiResponsesReply({ opening, blocks: blocks.all, ending })
      return frames([
        ...blocks.close().flatMap((step) => toEvents(step, opening.id)),
        { type: `response.${String(response['status'])}`, response },
      ])
    },
  }
}

type ResponseEvent = Json & { readonly type: string }

function toEvents(step: BlockStep, responseId: string): readonly ResponseEvent[] {
  const { index, block } = step
  const id = idOf(responseId, block, index)
  const place = { item_id: id, output_index: index }
  const isTool = block.kind === 'tool'
  switch (step.step) {
    case 'open': {
      // By the time it is written the block may have grown.
      const empty = block.kind === 'tool' ? { ...block, text: '' } : { ...block, text: '', logprobs: [] }
      const added = { type: 'response.output_item.added', output_index: index, item: toItem(empty, id, 'in_progress') }
      return empty.kind === 'tool' ? [added] : [added, toPartEvent('added', empty, place)]
    }
    case 'grow': {
      if (step.more === '' && step.logprobs.length === 0) return []
      const delta = { ...place, delta: step.more }
      if (isTool) return [{ type: 'response.function_call_arguments.delta', ...delta }]
      return [
        {
          type: `${textEvents[block.kind]}.delta`,
          ...delta,
          ...placeOfPart(block),
          ...(block.kind === 'text' && { logprobs: toOpenaiLogprobs(step.logprobs) }),
        },
      ]
    }
    case 'close': {
      const done = { type: 'response.output_item.done', output_index: index, item: toItem(block, id) }
      if (isTool) {
        const { name, text } = block
        return [{ type: 'response.function_call_arguments.done', ...place, name, arguments: text }, done]
      }
      const whole =
        block.kind === 'refusal'
          ? { refusal: block.text }
          : { text: block.text, ...(block.kind === 'text' && { logprobs: toOpenaiLogprobs(block.logprobs) }) }
      return [
        { type: `${textEvents[block.kind]}.done`, ...place, ...placeOfPart(block), ...whole },
        toPartEvent('done', block, place),
        done,
      ]
    }
  }
}

const textEvents = {
  text: 'response.output_text',
  refusal: 'response.refusal',
  reasoning: 'response.reasoning_summary_text',
} as const

function toPartEvent(verb: 'added' | 'done', block: TextBlock, place: Json): ResponseEvent {
  const name = block.kind === 'reasoning' ? 'reasoning_summary_part' : 'content_part'
  return { type: `response.${name}.${verb}`, ...place, ...placeOfPart(block), part: toPart(block) }
}

function placeOfPart({ kind }: TextBlock): Json {
  return kind === 'reasoning' ? { summary_index: 0 } : { content_index: 0 }
}

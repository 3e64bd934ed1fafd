import type { BaseMessage } from '@langchain/core/messages'

/** Blocks that show that a model is at work, though none of them is text of the answer: reasoning, files, calls, kinds yet to come. */
export function hasOpaqueContent({ content, additional_kwargs: more }: BaseMessage): boolean {
  if (more?.['reasoning_content']) return true
  if (more?.['audio'] || more?.['function_call'] || more?.['refusal']) return true
  return Array.isArray(content) && content.some((block) => !isEmptyText(block))
}

function isEmptyText(block: unknown): boolean {
  const { type, text } = block as { readonly type?: string; readonly text?: unknown }
  return type === 'text' && (text === undefined || text === '')
}

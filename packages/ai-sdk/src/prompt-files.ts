import type { LanguageModelV4FilePart, LanguageModelV4Message, LanguageModelV4ToolResultOutput } from '@ai-sdk/provider'

/** A file anywhere in a prompt, as far as its target must be able to take it. */
export type PromptFile = Pick<LanguageModelV4FilePart, 'data' | 'mediaType'>

/** Every file of a message, those in results of tools included. */
export function filesOf(message: LanguageModelV4Message): readonly PromptFile[] {
  if (message.role === 'system') return []
  return message.content.flatMap((part): readonly PromptFile[] => {
    if (part.type === 'file') return [part]
    return part.type === 'tool-result' ? filesOfOutput(part.output) : []
  })
}

/** Pictures and files a tool has answered with. */
export function filesOfOutput(output: LanguageModelV4ToolResultOutput): readonly PromptFile[] {
  return output.type === 'content' ? output.value.flatMap((part) => (part.type === 'file' ? [part] : [])) : []
}

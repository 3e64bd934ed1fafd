import type { Conversation } from './conversation.ts'
import type { FieldNotes } from './field-notes.ts'

/** Notes an instruction in the midst of a conversation, before it is added: not every dialect can leave it there. */
export function noteLaterInstruction({ note }: FieldNotes, { messages }: Conversation, path: string): void {
  if (messages.some(({ role }) => role !== 'system'))
    note({ name: `${path}.role`, kind: 'tuning', as: 'laterInstruction' })
}

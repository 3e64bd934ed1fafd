import type { BaseMessage } from '@langchain/core/messages'

/** A message with other fields, class and serialised form kept: the one given may be shared. */
export function withFields<Message extends BaseMessage>(
  message: Message,
  fields: Readonly<Record<string, unknown>>,
): Message {
  const copy = Object.create(
    Object.getPrototypeOf(message) as object,
    Object.getOwnPropertyDescriptors(message),
  ) as Message
  // Serialisation goes by the constructor's arguments.
  return Object.assign(copy, fields, { lc_kwargs: { ...message.lc_kwargs, ...fields } })
}

import type { DialectName } from '../call/upstream.ts'
import type { ClientBody } from './client-body.ts'
import type { ClientRequest } from './client-request.ts'
import { readAnthropicMessages } from './read-anthropic-messages.ts'
import { readOpenaiChat } from './read-openai-chat.ts'
import { readOpenaiResponses } from './read-openai-responses.ts'

export interface ReadOptions {
  /** A body whose tokens are only counted needs no limit on those of an answer. */
  readonly isCount?: boolean | undefined
}

const readers: Readonly<Record<DialectName, (json: ClientBody['json'], options: ReadOptions) => ClientRequest>> = {
  'openai-chat': (json) => readOpenaiChat(json),
  'openai-responses': (json) => readOpenaiResponses(json),
  'anthropic-messages': (json, { isCount = false }) => readAnthropicMessages(json, { needsLimit: !isCount }),
}

/** What a client asks for, read from its own dialect. @throws BadRequest for the first field that is not what it has to be */
export function readClientRequest({ dialect, json }: ClientBody, options: ReadOptions = {}): ClientRequest {
  return readers[dialect](json, options)
}

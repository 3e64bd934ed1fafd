import type { LastTurn } from '@signalbox/core'
import type { ClientBody } from '../request/client-body.ts'
import { hasSignedThinking } from '../request/signed-thinking.ts'
import type { WireRequest } from '../request/wire-request.ts'
import type { TurnMemory } from './turn-memory.ts'

/** Who made the turn before, where the ids in the history tell: by a reply the client goes on from, or by calls it made. */
export function lastTurnOf(client: ClientBody, { messages }: WireRequest, turns: TurnMemory): LastTurn | undefined {
  const previous = client.json['previous_response_id']
  if (typeof previous === 'string') {
    const target = turns.makerOf(previous)
    return target === undefined ? undefined : { target, isBound: true }
  }
  const turn = messages.findLast(({ role }) => role === 'assistant')
  if (turn === undefined || typeof turn.content === 'string') return undefined
  for (const part of turn.content) {
    const target = part.type === 'tool-call' ? turns.makerOf(part.id) : undefined
    if (target !== undefined) return { target, isBound: messages.at(-1)?.role === 'tool' && hasSignedThinking(client) }
  }
  return undefined
}

import type Anthropic from '@anthropic-ai/sdk'
import type OpenAI from 'openai'
import type { MockWorld } from '../mocks/mock-world.ts'

/** What a visitor of the tour has in hand: the clients of a team, as the team would make them. */
export interface Visitor {
  readonly url: string
  readonly token: string
  readonly openai: OpenAI
  readonly anthropic: Anthropic
  readonly mocks: MockWorld
}

/** One model call, or the refusal of one, as its client saw it. */
export interface Call {
  /** Its name in the table. */
  readonly name: string
  readonly status: number
  /** The gateway's id of it, under which the ledger has it. */
  readonly requestId?: string | undefined
  /** The error's code, where it was refused. */
  readonly code?: string | undefined
}

export interface Visited {
  /** What to print of it, a line each. */
  readonly says: readonly string[]
  readonly calls: readonly Call[]
}

/** One stop of the tour. */
export interface Visit {
  readonly title: string
  readonly go: (visitor: Visitor) => Promise<Visited>
}

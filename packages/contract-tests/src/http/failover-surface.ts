import type { FaultAnswer, FaultWiring } from '../faults/test-faults.ts'

/** What a streaming client has read, with what the reply says of itself. */
export interface FailoverAnswer extends FaultAnswer {
  readonly model?: string | undefined
  readonly outputTokens?: number | undefined
}

/** An HTTP endpoint as an OpenAI client meets it; throws what no client can read. */
export interface FailoverSurface {
  readonly name: string
  readonly ask: (wiring: FaultWiring) => Promise<FailoverAnswer>
}

import { membersOf } from './carried-world.ts'
import type { RandomWorld } from './random-world.ts'
import type { AttemptRecord, RequestRecord } from './request-record.ts'
import { fail } from './violation.ts'

/** A chain as it was drawn, not as the plan has it: who may be called after what has happened, and nobody else. */
export function checkChain(world: RandomWorld, record: RequestRecord, { start, requestId }: AttemptRecord): void {
  const chain = world.carried?.chain
  if (chain === undefined) return
  const first = membersOf(world, chain.first)
  const next = membersOf(world, chain.next)
  const contextLength = membersOf(world, chain.contextLength)
  const contentPolicy = membersOf(world, chain.contentPolicy)
  const has = (wanted: string): boolean => record.failures.some(({ kind }) => kind === wanted)
  const hasOwnList =
    (chain.contextLength !== undefined && has('context-length')) ||
    (chain.contentPolicy !== undefined && has('content-policy'))
  // With nothing of the first to ask, what follows it stands in its place.
  const isHeadless = record.decision?.steps.some(({ target }) => first.includes(target)) !== true
  for (const id of [start.target, ...(start.alternates ?? [])]) {
    if (first.includes(id)) continue
    if (next.includes(id) && !hasOwnList) continue
    if (contextLength.includes(id) && has('context-length')) continue
    if (contentPolicy.includes(id) && has('content-policy')) continue
    if (isHeadless && (next.includes(id) || contextLength.includes(id))) continue
    const kinds = record.failures.map(({ kind }) => kind).join(', ')
    fail(2, `${requestId}/${start.n} goes to ${id}, which the chain does not lead to after [${kinds}]`)
  }
}

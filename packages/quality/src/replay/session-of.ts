import type { Decision, RouteRequest, SessionMark } from '@signalbox/core'
import type { PreparedSide } from './prepare-side.ts'
import type { Served } from './side-run.ts'

/** Where the conversation stands under this side: what it served last, else what the caller's history tells. */
export function sessionOf(side: PreparedSide, { session, lastTurn }: RouteRequest): SessionMark | undefined {
  const known = session === undefined ? undefined : side.sessions.get(session)
  if (known !== undefined || lastTurn?.inputTokens === undefined || lastTurn.atMs === undefined) return known
  const { target, inputTokens, atMs } = lastTurn
  const model = side.modelOf(target)
  return model === undefined ? undefined : { target, model, inputTokens, atMs }
}

/** What a later turn of the conversation finds. */
export function rememberSession(
  side: PreparedSide,
  { session }: RouteRequest,
  { inputTokens }: Decision,
  served: Served | undefined,
  atMs: number,
): void {
  if (session === undefined || served === undefined) return
  const { target, model, answer } = served
  side.sessions.set(session, { target, model, inputTokens: answer?.inputTokens ?? inputTokens, atMs })
}

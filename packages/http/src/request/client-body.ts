import type { DialectName } from '../call/upstream.ts'

/** What a client sent, checked: JSON in one dialect, `signalbox` taken out. Fields nobody knows are in it still. */
export interface ClientBody {
  readonly dialect: DialectName
  readonly json: Readonly<Record<string, unknown>>
  /** The model that made the turn before, where that is known: what it has signed only it takes back. */
  readonly maker?: string | undefined
}

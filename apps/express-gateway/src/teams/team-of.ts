import type { HeaderReader } from '@signalbox/express'
import { createTokenCheck } from '@signalbox/http/node'
import type { Team } from './team.ts'

export type TeamOf = (header: HeaderReader) => Team | undefined

/** Finds the team of a request by its token. All are compared, each in constant time, so how long it takes says nothing of any. */
export function createTeamOf(teams: readonly Team[]): TeamOf {
  const locks = teams.map((team) => ({ team, opens: createTokenCheck([team.token]) }))
  return (header) => locks.filter(({ opens }) => opens(header))[0]?.team
}

import type { Team } from './team.ts'

const shape = /^([\w-]+):([\w.~+/=-]{16,}):(\d{1,6})$/

/** Teams as the environment names them: `NAME:TOKEN:PER_MINUTE,…`. @throws Error for none, and for one that cannot be read, without its token */
export function readTeams(text = ''): readonly Team[] {
  const teams = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry, index) => {
      const [, name, token, perMinute] = shape.exec(entry) ?? []
      if (name === undefined || token === undefined)
        throw new Error(
          `Team ${index + 1} of TEAMS is not NAME:TOKEN:PER_MINUTE with a token of 16 characters or more. Make one by: openssl rand -hex 24`,
        )
      return { name, token, perMinute: Number(perMinute) }
    })
  if (teams.length === 0) throw new Error('Nobody may ask. Set TEAMS=NAME:TOKEN:PER_MINUTE in .env, or add --offline.')
  return teams
}

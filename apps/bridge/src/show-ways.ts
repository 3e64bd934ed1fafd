import { toAnswersTable } from './answers-table.ts'
import { runRequests } from './run-requests.ts'
import { litellmWays } from './ways/litellm-ways.ts'
import { openrouterWays } from './ways/openrouter-ways.ts'
import type { Way } from './ways/way.ts'

/** The ten requests through every bridge that the environment has a key or an address for. @throws Error when it has none */
export async function showWays(env: Way['env'], print: (text: string) => void): Promise<void> {
  const ways = [
    ...(env['OPENROUTER_API_KEY'] ? await openrouterWays(env) : []),
    ...(env['LITELLM_URL'] ? await litellmWays(env) : []),
  ]
  if (ways.length === 0)
    throw new Error('There is no bridge. Set OPENROUTER_API_KEY or LITELLM_URL in .env, or leave --live out.')
  for (const way of ways) print(`${way.title}\n\n${toAnswersTable(await runRequests(way))}\n`)
}

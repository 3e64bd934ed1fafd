import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startMocks } from './mocks/mock-world.ts'
import { showWays } from './show-ways.ts'

const usage = `The same ten requests through OpenRouter, both ways to use it, and through LiteLLM.

  node src/main.ts [--live]

  --live   at OpenRouter itself (OPENROUTER_API_KEY) and at a proxy of yours (LITELLM_URL, LITELLM_API_KEY), from .env;
           costs a few cents
  --help

Without --live it asks mocks of both on this machine, and needs no key.`

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  let given
  try {
    given = parseArgs({ args: [...args], options: { live: { type: 'boolean' }, help: { type: 'boolean' } } })
  } catch (error) {
    return fail(`${toMessage(error)}\n\n${usage}`)
  }
  const { live, help } = given.values
  if (help === true) {
    console.log(usage)
    return 0
  }
  const envFile = fileURLToPath(new URL('../.env', import.meta.url))
  if (live === true && existsSync(envFile)) process.loadEnvFile(envFile)
  const mocks = live === true ? undefined : await startMocks()
  try {
    await showWays(mocks?.env ?? process.env, (text) => console.log(text))
    return 0
  } catch (error) {
    return fail(toMessage(error), 1)
  } finally {
    await mocks?.close()
  }
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function fail(message: string, code = 2): number {
  console.error(message)
  return code
}

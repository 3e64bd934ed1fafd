import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startMocks, type MockWorld } from '../src/mocks/mock-world.ts'
import { showWays } from '../src/show-ways.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The command as a user runs it, without the keys of this machine. */
async function run(
  args: readonly string[],
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const own = /^(OPENROUTER|LITELLM)_/
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)))
  const command = ['--conditions=signalbox-source', 'src/main.ts', ...args]
  return promisify(execFile)(process.execPath, command, { cwd: root, env: { ...env, NODE_OPTIONS: '' } }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      out: stdout,
      err: stderr,
    }),
  )
}

describe('the command', () => {
  it('prints what its README shows, in 100 columns', async () => {
    const readme = readFileSync(`${root}/README.md`, 'utf8')
    const { code, out, err } = await run([])
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(/```console\n([\s\S]*?)```/.exec(readme)?.[1]).toBe(out.trimEnd() + '\n')
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([])
  })

  it.each([
    [['--nonsense'], 2, /Unknown option '--nonsense'[\s\S]*--live/],
    [['--live'], 1, /^There is no bridge\. Set OPENROUTER_API_KEY or LITELLM_URL/],
  ])('%j ends with %i', async (args, code, message) => {
    const result = await run(args)
    expect(result.code).toBe(code)
    expect(result.err).toMatch(message)
  })
})

describe('on the wire', () => {
  let world: MockWorld
  const bodies = (kind: 'openrouter' | 'litellm'): readonly Readonly<Record<string, unknown>>[] =>
    world[kind].requests.map(({ body }) => body)

  beforeAll(async () => {
    world = await startMocks()
    await showWays(world.env, () => {})
  })
  afterAll(() => world.close())

  it('one model a call has the fall-back of OpenRouter off', () => {
    const single = bodies('openrouter').filter(({ models }) => models === undefined)
    expect(single).toHaveLength(12)
    for (const { provider } of single) expect(provider).toMatchObject({ allow_fallbacks: false })
  })

  it("the tier's list goes out as one call", () => {
    const listed = bodies('openrouter').filter(({ models }) => models !== undefined)
    expect(listed).toHaveLength(10)
    expect(listed[0]).toMatchObject({
      model: 'deepseek/deepseek-v4-pro',
      models: ['deepseek/deepseek-v4-pro', 'z-ai/glm-5.2'],
    })
    for (const { provider } of listed) expect(provider ?? {}).not.toHaveProperty('allow_fallbacks')
  })

  it('a call of LiteLLM has its retries and fall-backs off', () => {
    expect(bodies('litellm')).toHaveLength(12)
    for (const body of bodies('litellm')) expect(body).toMatchObject({ num_retries: 0, disable_fallbacks: true })
  })
})

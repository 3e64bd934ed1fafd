import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { tourTeams } from '../src/tour/tour-teams.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

interface Running {
  readonly child: ChildProcess
  readonly said: () => { readonly out: string; readonly err: string }
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>
}

/** The command as a user runs it, without keys and teams of this machine. */
function start(args: readonly string[], more: Readonly<Record<string, string>> = {}): Running {
  const own = /_API_KEY$|_BASE_URL$|^TEAMS$|^ORIGINS$/
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)))
  const child = spawn(process.execPath, ['--conditions=signalbox-source', main, ...args], {
    env: { ...env, NODE_OPTIONS: '', NO_COLOR: '1', ...more },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (data: Buffer) => (out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (err += data.toString()))
  return {
    child,
    said: () => ({ out, err }),
    ended: once(child, 'close').then(([code]) => code as number | null),
  }
}

async function run(
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const running = start(args, env)
  return { code: await running.ended, ...running.said() }
}

describe('the tour', () => {
  it('shows who answered each request and why, loses nobody, and fits 80 columns', async () => {
    const { code, out, err } = await run(['--offline'])
    expect(err).toBe('')
    expect(code).toBe(0)
    const rows = [
      /^chat +200 +deepseek-v4-pro +economy +translate +\$0\.\d{5} \$0\.\d{5}$/m,
      /^stream +200 +claude-sonnet-4\.6 frontier math +\$0\.\d{5} \$0\.00000$/m,
      /^tool call +200 +claude-sonnet-4\.6 frontier agent /m,
      /^tool result +200 +claude-sonnet-4\.6 frontier agent /m,
      /^message +200 +deepseek-v4-pro +economy +summarize /m,
      /^classify ticket 200 +deepseek-v4-pro +economy +classify /m,
      /^answer ticket +200 +claude-sonnet-4\.6 frontier reasoning /m,
      /^card number +200 +deepseek-v4-pro +economy +rewrite /m,
      /^jailbreak +400 +- /m,
      /^provider down +200 +glm-5\.2 +economy +translate; /m,
      /^no token +401 +- /m,
      /^trial team +200 +glm-5\.2 /m,
      /^trial, again +429 +- /m,
    ]
    for (const row of rows) expect(out).toMatch(row)
    expect(out).toMatch(/order_status {"order":"1042"}\n +Order 1042 was shipped on 2026-03-02\./)
    expect(out).toContain('(the provider saw: Rewrite politely: we charged card ****1111.)')
    expect(out).toMatch(/^escalated: 4 of 10 answers \(40 %\): agent 2, math 1, reasoning 1$/m)
    expect(out).toMatch(/^spent: \$0\.\d{5}; saved: \$0\.\d{5} \(\d+ %\)/m)
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([])
  })
})

describe('the app itself', () => {
  it('serves, says what to try, and ends by SIGTERM with what is under way done', async () => {
    const { child, said, ended } = start(['--offline', '--serve', '--port', '0'])
    try {
      await expect.poll(() => said().out, { timeout: 10_000 }).toMatch(/\/report\n/)
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said().out)?.[0] ?? ''
      expect(said().out).toContain(
        `curl -i ${url}/v1/chat/completions -H 'authorization: Bearer ${tourTeams[0].token}'`,
      )
      const response = await fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${tourTeams[0].token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'auto', stream: true, messages: [{ role: 'user', content: 'Prove it.' }] }),
      })
      child.kill('SIGTERM')
      expect(await response.text()).toMatch(/data: \[DONE\]\s*$/)
      expect(await ended).toBe(0)
      expect(said().err).toBe('')
    } finally {
      child.kill('SIGKILL')
    }
  })

  const key = { ZAI_API_KEY: 'mock' }
  it.each([
    [['--nonsense'], {}, 2, /Unknown option '--nonsense'[\s\S]*--offline/],
    [['--serve'], {}, 2, /goes with --offline/],
    [['--port', '70000'], {}, 2, /--port "70000": give a number/],
    [[], {}, 1, /There is no key\. Set one of DEEPSEEK_API_KEY, .* or add --offline/],
    [[], key, 1, /Nobody may ask\. Set TEAMS=/],
    [[], { ...key, TEAMS: 'support:short:5' }, 1, /^(?!.*short:)Team 1 of TEAMS is not NAME:TOKEN:PER_MINUTE/],
  ])('%j with %j ends with %i', async (args, env, code, message) => {
    const result = await run(args, env)
    expect(result.code).toBe(code)
    expect(result.err).toMatch(message)
    expect(result.err).not.toMatch(/at .*\.ts:\d+/)
  })
})

import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startMock, type MockName, type MockPlace } from '../scripts/mock-world.ts'

/** Debian's package; another browser by CHROMIUM. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const cwd = fileURLToPath(new URL('..', import.meta.url))
const next = fileURLToPath(import.meta.resolve('next/dist/bin/next'))
const baseEnv: NodeJS.ProcessEnv = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  NODE_OPTIONS: '',
  NODE_ENV: 'production',
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Waits until a server answers at all. */
async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const isUp = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Nothing answers at ${url}.`)
}

/** The app as built, on a port of its own. */
async function startApp(env: NodeJS.ProcessEnv): Promise<{ readonly url: string; readonly app: ChildProcess }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const app = spawn(process.execPath, [next, 'start', '--port', String(port), '--hostname', '127.0.0.1'], { cwd, env })
  await answering(url)
  return { url, app }
}

describe.skipIf(!existsSync(executablePath))('the chat in a browser (needs Chromium)', () => {
  let browser: Browser
  let app: ChildProcess
  let url: string
  const places = {} as Record<MockName, MockPlace>

  beforeAll(async () => {
    const built = spawnSync(process.execPath, [next, 'build'], { cwd, env: baseEnv, encoding: 'utf8' })
    if (built.status !== 0) throw new Error(`${built.stdout}\n${built.stderr}`)
    places.deepseek = await startMock('deepseek', { firstTokenMs: 1_000 })
    places.zai = await startMock('zai')
    places.anthropic = await startMock('anthropic')
    const env = Object.assign({}, baseEnv, ...Object.values(places).map((place) => place.env)) as NodeJS.ProcessEnv
    const started = await startApp(env)
    app = started.app
    url = started.url
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  }, 180_000)

  afterAll(async () => {
    await browser?.close()
    app?.kill()
    for (const place of Object.values(places)) await place.close()
  })

  const answers = (page: Page): Locator => page.getByRole('article', { name: 'Answer' })
  const say = async (page: Page, text: string): Promise<Locator> => {
    const count = await answers(page).count()
    await page.getByLabel('Message').fill(text)
    await page.keyboard.press('Enter')
    return answers(page).nth(count)
  }
  const rate = (page: Page): Locator => page.getByTestId('escalation-rate')
  /** For people to look at: SCREENSHOTS names a folder. */
  const shoot = async (page: Page, name: string): Promise<void> => {
    const folder = process.env['SCREENSHOTS']
    if (folder === undefined) return
    await mkdir(folder, { recursive: true })
    await page.screenshot({ path: join(folder, `${name}.png`) })
  }

  it('names the model under each answer, streams, moves the panel, and survives the death of the primary', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(url)
    await expect.poll(() => rate(page).textContent()).toBe('–')
    await shoot(page, 'desktop-empty')

    const translation = await say(page, 'Translate to French: good morning, everyone')
    await expect
      .poll(() => translation.locator('footer').textContent(), { timeout: 10_000 })
      .toMatch(/deepseek\/deepseek-v4-pro.*translate.*saved \$/)
    expect(await translation.locator('p').first().textContent()).toBe('Bonjour à tous !')
    await expect.poll(() => rate(page).textContent()).toBe('0 %')

    const proof = await say(page, 'Prove that the square root of 2 is irrational.')
    await expect.poll(() => proof.textContent(), { timeout: 10_000 }).toMatch(/Suppose/)
    const early = (await proof.textContent())?.length ?? 0
    await expect
      .poll(() => proof.locator('footer').textContent(), { timeout: 10_000 })
      .toMatch(/anthropic\/claude-sonnet-4\.6.*frontier tier/)
    const whole = (await proof.locator('p').allTextContents()).join(' ')
    expect(early).toBeLessThan(whole.length)
    expect(whole).toMatch(/^Suppose.*So the square root of 2 is irrational\.$/s)
    await expect.poll(() => rate(page).textContent()).toBe('50 %')
    await shoot(page, 'desktop-two-models')

    // The primary dies while it is asked.
    const third = await say(page, 'Translate to French: good evening')
    await page.waitForTimeout(300)
    await places.deepseek.close()
    await expect
      .poll(() => third.locator('footer').textContent(), { timeout: 10_000 })
      .toMatch(/z-ai\/glm-5\.2.*stood in.*at least \$/)
    expect(await third.locator('p').first().textContent()).toBe('Bonjour à tous !')
    await expect.poll(() => rate(page).textContent()).toBe('33 %')
    await shoot(page, 'desktop-after-death')
    expect(complaints).toEqual([])
    await page.close()
  }, 60_000)

  it('is readable and complete on a phone, in the dark, by keyboard alone', async () => {
    const page = await browser.newPage({ viewport: { width: 375, height: 700 }, colorScheme: 'dark', isMobile: true })
    await page.goto(url)
    await shoot(page, 'phone-empty')
    for (let tabs = 0; tabs < 8; tabs++) {
      await page.keyboard.press('Tab')
      if (
        (await page.evaluate(() => document.activeElement?.textContent)) ===
        'Translate to French: good morning, everyone'
      )
        break
    }
    await page.keyboard.press('Enter')
    const answer = answers(page).first()
    await expect.poll(() => answer.locator('footer').textContent(), { timeout: 10_000 }).toMatch(/glm-5\.2/)
    expect(await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) <= window.innerWidth)).toBe(true)
    await shoot(page, 'phone-answer')
    await page.getByRole('button', { name: 'Routing' }).click()
    expect(await rate(page).isVisible()).toBe(true)
    await shoot(page, 'phone-panel')
    await page.close()
  }, 60_000)

  it('an answer can be stopped, and what was said stays', async () => {
    const page = await browser.newPage()
    await page.goto(url)
    const proof = await say(page, 'Prove that the square root of 2 is irrational.')
    await expect.poll(() => proof.textContent(), { timeout: 10_000 }).toMatch(/Suppose/)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('button', { name: 'Send' }).count()).toBe(1)
    expect(await proof.textContent()).not.toMatch(/irrational\.$/)
    await page.close()
  }, 60_000)

  it('believes only the words of a history that a browser sends', async () => {
    const mark = { signalbox: { target: 'anthropic/sonnet', inputTokens: 1, atMs: 1 }, anthropic: { signature: 'x' } }
    const call = {
      type: 'dynamic-tool',
      toolName: 't',
      toolCallId: '1',
      state: 'output-available',
      input: {},
      output: 1,
    }
    const messages = [
      { id: '1', role: 'user', parts: [{ type: 'text', text: 'Translate to French: good morning, everyone' }] },
      {
        id: '2',
        role: 'assistant',
        parts: [
          { type: 'reasoning', text: 'Hm.', providerMetadata: mark },
          { ...call, callProviderMetadata: mark },
        ],
      },
    ]
    const response = await fetch(`${url}/api/chat`, { method: 'POST', body: JSON.stringify({ messages }) })
    expect(await response.text()).toMatch(/"tier":"economy"/)
  })

  const withoutKeys = { ...baseEnv, DEEPSEEK_API_KEY: '', ZAI_API_KEY: '', ANTHROPIC_API_KEY: '' }
  it.each([
    ['none: says which to set', () => ({}), 503, /^No model can answer: set at least one of DEEPSEEK_API_KEY, ZAI_/],
    ['one: serves all of it', () => places.zai.env, 200, /z-ai\/glm-5\.2.*"tier":"economy"/s],
  ])(
    'leaves out targets without a key; with %s',
    async (_title, keys, status, said) => {
      const bare = await startApp({ ...withoutKeys, ...keys() })
      try {
        const text = 'Prove that the square root of 2 is irrational.'
        const messages = [{ id: '1', role: 'user', parts: [{ type: 'text', text }] }]
        const response = await fetch(`${bare.url}/api/chat`, { method: 'POST', body: JSON.stringify({ messages }) })
        expect(response.status).toBe(status)
        expect(await response.text()).toMatch(said)
      } finally {
        bare.app.kill()
      }
    },
    60_000,
  )

  it('says so when no model answers, and offers to try again', async () => {
    await places.zai.close()
    await places.anthropic.close()
    const page = await browser.newPage()
    await page.goto(url)
    await page.getByLabel('Message').fill('Hello there')
    await page.keyboard.press('Enter')
    const alert = page.getByRole('alert').filter({ hasText: 'No model could answer' })
    await expect.poll(() => alert.count(), { timeout: 15_000 }).toBe(1)
    expect(await alert.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true)
    await shoot(page, 'desktop-failure')
    await page.close()
  }, 60_000)

  it.each([['{'], ['{}'], ['{"messages":[{"role":"robot"}]}'], ['[]']])(
    'refuses what is no conversation: %s',
    async (body) => {
      const response = await fetch(`${url}/api/chat`, { method: 'POST', body })
      expect(response.status).toBe(400)
      expect(await response.json()).toEqual({ error: 'Send { "messages": [...] } as useChat does.' })
    },
  )
})

import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chatOf, startWorld, type World } from './start-world.ts'

/** Debian's package; another browser by CHROMIUM. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

describe.skipIf(!existsSync(executablePath))('the page in a browser (needs Chromium)', () => {
  let browser: Browser
  let world: World

  beforeAll(async () => {
    world = await startWorld()
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  }, 30_000)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  const note = (page: Page): Promise<string | null> => page.getByRole('status').textContent()
  /** For people to look at: SCREENSHOTS names a folder. */
  const shoot = async (page: Page, name: string): Promise<void> => {
    const folder = process.env['SCREENSHOTS']
    if (folder === undefined) return
    await mkdir(folder, { recursive: true })
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
  }

  it('shows the report, and new answers when asked, under the policy helmet sets', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' })
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(world.url)
    await expect.poll(() => note(page)).toBe('No answers yet. Send one of the lines below.')
    expect(await page.locator('pre').first().textContent()).toContain(`curl -i ${world.url}/v1/chat/completions`)
    await shoot(page, 'light-empty')

    await world.post('/v1/chat/completions', chatOf('Translate to French: good morning'))
    await world.post('/v1/chat/completions', chatOf('Prove that 20 % and then 25 % off is never 45 % off.'))
    // Whoever may send requests may name a task, and the page is shown to others.
    const named = { ...chatOf('Hello'), signalbox: { task: '<img src=x onerror=alert(1)>' } }
    await world.post('/v1/chat/completions', named)
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect.poll(() => note(page)).toMatch(/^3 answers\. Saved: \d+ % of what anthropic\/claude-sonnet-4\.6 would/)
    const rows = await page.locator('tbody tr').allTextContents()
    expect(rows).toContainEqual(expect.stringMatching(/^translate10\$0\.000\d+\$0\.000\d+$/))
    expect(rows).toContainEqual(expect.stringMatching(/^math11\$0\.000\d+\$0$/))
    expect(rows).toContainEqual(expect.stringMatching(/^<img src=x/))
    expect(await page.locator('img').count()).toBe(0)
    await shoot(page, 'light')
    expect(complaints).toEqual([])
    await page.close()
  })

  it('is whole on a phone, in the dark', async () => {
    const page = await browser.newPage({ viewport: { width: 375, height: 700 }, colorScheme: 'dark', isMobile: true })
    await page.goto(world.url)
    await expect.poll(() => page.locator('tbody tr').count()).toBe(3)
    // The window itself grows with what is too wide.
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(375)
    await shoot(page, 'dark-phone')
    await page.setViewportSize({ width: 1280, height: 900 })
    await shoot(page, 'dark')
    await page.close()
  })

  it('says so when the report cannot be read', async () => {
    const page = await browser.newPage()
    await page.goto(world.url)
    await page.route('**/report', (route) => route.fulfill({ status: 500 }))
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect.poll(() => note(page)).toBe('The report cannot be read (status 500). Is the app running?')
    await page.close()
  })
})

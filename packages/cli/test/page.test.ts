import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditLayout, countElements } from './page/audit-page.ts'
import { benignNames, type SampleNames } from './page/sample-names.ts'
import { samplePages } from './page/sample-pages.ts'

/** Debian's package; another browser by CHROMIUM. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const hostile = JSON.parse(
  readFileSync(new URL('page/hostile-strings.json', import.meta.url), 'utf8'),
) as readonly string[]
const groupings = ['tenant', 'model', 'tag:app'] as const
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const

const named = (text: string): SampleNames => ({
  policy: text,
  tasks: benignNames.tasks.map((_, at) => `${text}${at}`),
  tenants: [`${text}1`, `${text}2`, `${text}3`],
  economy: text,
  frontier: `${text}!`,
  baseline: `${text}!`,
  app: text,
  idPrefix: text,
  gate: text,
  rule: text,
})

describe.skipIf(!existsSync(executablePath))('pages in a browser (needs Chromium)', () => {
  let browser: Browser
  let folder = ''
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'signalbox-page-'))
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  }, 30_000)
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** A window that writes down whatever a page does beyond being shown. */
  const open = async (options: Parameters<Browser['newPage']>[0]): Promise<{ page: Page; heard: string[] }> => {
    const page = await browser.newPage(options)
    const heard: string[] = []
    page.on('dialog', (dialog) => {
      heard.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('console', (message) => heard.push(`console: ${message.text()}`))
    page.on('pageerror', (error) => heard.push(`error: ${error.message}`))
    page.on('request', (request) => {
      if (request.url() !== address()) heard.push(`request: ${request.url()}`)
    })
    return { page, heard }
  }
  const address = (): string => pathToFileURL(join(folder, 'page.html')).href
  const show = async (page: Page, html: string): Promise<void> => {
    writeFileSync(join(folder, 'page.html'), html)
    await page.goto(address())
  }
  const unfold = (page: Page): Promise<void> =>
    page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))
  /** For people to look at: SCREENSHOTS names a folder. */
  const shoot = async (page: Page, name: string): Promise<void> => {
    const into = process.env['SCREENSHOTS']
    if (into === undefined) return
    await mkdir(into, { recursive: true })
    await page.screenshot({ path: join(into, `${name}.png`), fullPage: true })
  }

  it('hears what a page does that escapes nothing', async () => {
    const { page, heard } = await open({ viewport: sizes.desktop })
    await show(
      page,
      samplePages(benignNames, 'tenant', 50).report.replace('<main>', '<main><img src=x onerror=alert(1)>'),
    )
    expect(heard).not.toEqual([])
    await page.close()
  })

  it.each(Object.entries(sizes))(
    `runs none of ${hostile.length} hostile names: %s`,
    async (_size, viewport) => {
      const { page, heard } = await open({ viewport })
      const counted = async (text: string, at: number): Promise<Record<string, unknown>> => {
        const counts: Record<string, unknown> = {}
        for (const [kind, html] of Object.entries(samplePages(named(text), groupings[at % groupings.length], 150))) {
          await show(page, html)
          counts[kind] = await page.evaluate(countElements)
        }
        return counts
      }
      const twins = [await counted('name', 0), await counted('name', 1), await counted('name', 2)]
      for (const [at, text] of hostile.entries()) {
        expect(await counted(text, at), text).toEqual(twins[at % groupings.length])
        expect(heard, text).toEqual([])
      }
      await page.close()
    },
    180_000,
  )

  it.each([
    ['desktop-light', { viewport: sizes.desktop, colorScheme: 'light' as const }],
    ['desktop-dark', { viewport: sizes.desktop, colorScheme: 'dark' as const }],
    ['phone-light', { viewport: sizes.phone, colorScheme: 'light' as const }],
    ['phone-dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const }],
  ])(
    'is whole and readable: %s',
    async (name, options) => {
      const { page, heard } = await open(options)
      for (const [kind, html] of Object.entries(samplePages(benignNames, 'tenant', 30_000))) {
        await show(page, html)
        await shoot(page, `${kind}-${name}`)
        await unfold(page)
        expect(await page.evaluate(auditLayout), kind).toEqual({ overflow: [], overlaps: [], faint: [] })
      }
      expect(heard).toEqual([])
      await page.close()
    },
    60_000,
  )

  it('holds forty task types with long names on a narrow phone', async () => {
    const { page } = await open({ viewport: { width: 360, height: 740 } })
    const tasks = Array.from({ length: 40 }, (_, at) => `${at}-${'an-unreasonably-long-name-of-a-task/'.repeat(3)}`)
    for (const [kind, html] of Object.entries(samplePages({ ...named('A'.repeat(300)), tasks }, 'tag:app', 2_000))) {
      await show(page, html)
      await shoot(page, `${kind}-forty`)
      await unfold(page)
      expect(await page.evaluate(auditLayout), kind).toMatchObject({ overflow: [], overlaps: [] })
    }
    await page.close()
  }, 60_000)

  it('says so where there is nothing', async () => {
    const { page, heard } = await open({ viewport: sizes.phone })
    await show(page, samplePages(benignNames, 'tenant', 0).report)
    expect(await page.locator('header').textContent()).toContain('No request was recorded in this range.')
    expect(await page.locator('main').textContent()).not.toMatch(/NaN|undefined|Infinity/)
    expect(heard).toEqual([])
    await page.close()
  })
})

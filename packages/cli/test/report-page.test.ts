import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { report, type ReportOptions } from '../src/verbs/report.ts'
import { writeSampleLedger } from './page/write-sample-ledger.ts'
import { writeSampleStudy } from './page/write-sample-study.ts'

let folder = ''
let ledger = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-report-page-'))
  ledger = join(folder, 'ledger.db')
  await writeSampleLedger(ledger, { requests: 6_000 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function pageOf(options: ReportOptions = {}): Promise<string> {
  const html = join(folder, 'report.html')
  const output = { isJson: false, isInteractive: false, columns: 80, result: () => {}, log: () => {} }
  expect(await report({ ledger, html, ...options }, output)).toBe(0)
  return readFileSync(html, 'utf8')
}
/** What a reader sees, on one line. */
const textOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/[\s\u00a0]+/g, ' ')

it('report --html writes all a ledger has to say, the same bytes each time', async () => {
  const html = await pageOf()
  expect(await pageOf()).toBe(html)
  expect(html).not.toMatch(/<script|<link|<img|<iframe|\shref=|\ssrc=|\son\w+=/i)
  expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`)
  const text = textOf(html)
  expect(text).toContain('6,000 requests cost $')
  expect(text).toMatch(/classify alarm .* Most likely since \d+ Jun 2026/)
  expect(text).toMatch(/gate logprobs sends \d+ % .* judge a sample of the drafts/)
  expect(text).toMatch(/30 Jun 2026 200 /)
  expect(text).toContain('Quality not judged')
  expect(text).toMatch(/with signalbox report --ledger \S+ledger\.db --html \S+report\.html/)
  expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/)
})

it('its account adds up to the nano-dollar', async () => {
  const account = /<table class="account">.*?<\/table>/s.exec(await pageOf())?.[0] ?? ''
  const exact = [...account.matchAll(/<td class="soft exact">([\d,]+)<\/td>/g)].map(([, sum = '']) =>
    Number(sum.replaceAll(',', '')),
  )
  const [spent = 0, baseline = 0, saved = 0] = exact.slice(5)
  expect(exact).toHaveLength(8)
  expect(exact.slice(0, 5).reduce((sum, part) => sum + part, 0)).toBe(spent)
  expect(baseline - spent).toBe(saved)
})

it('has one interval of what was saved, by conversation, in the headline and in the account', async () => {
  const text = textOf(await pageOf())
  const [, headline] = /against the baseline \$[\d.,]+ [\d.]+ % \(95 %: ([^)]+)\)/.exec(text) ?? []
  expect(headline).toMatch(/\d to \d/)
  expect(text).toContain(`95 % interval ${headline}, by conversation`)
})

it('is of the rows that were asked for', async () => {
  const text = textOf(await pageOf({ since: '2026-06-10', until: '2026-06-12', by: 'tenant' }))
  expect(text).toContain('Escalation by tenant')
  expect(text).toMatch(/10 Jun 2026 to 11 Jun 2026/)
  expect(text).not.toContain('12 Jun 2026')
})

it('with --study says how good the answers were', async () => {
  await writeSampleStudy(ledger, 'june', 'extract', 120)
  const text = textOf(await pageOf({ study: 'june' }))
  expect(text).toMatch(/Quality: economy against frontier 0\.0 points/)
  expect(text).toMatch(/judged blind by openai\/gpt-5\.5 in study june/)
  expect(text).toMatch(/economy is within 3 points of frontier/)
  await expect(pageOf({ study: 'july' })).rejects.toThrow(/no verdicts of a study july/)
  await expect(pageOf({ study: 'june', html: undefined })).rejects.toThrow(/--html/)
})

it('a place that cannot be written to is refused by name', async () => {
  const html = join(folder, 'nowhere', 'report.html')
  await expect(pageOf({ html })).rejects.toThrow(/nowhere.*Choose another place with --html/s)
  expect(existsSync(html)).toBe(false)
})

import { catalog } from '@signalbox/catalog'
import { createRouter } from '@signalbox/core'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { importOpenrouter } from '../../packages/bridge/src/openrouter/import/import-openrouter.ts'
import { checkConfig, toRouterOptions } from '../../packages/config/src/index.ts'
import { settingTables, withTables } from '../../scripts/setting-tables.ts'

const read = (page: string): string => readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8')
const blockOf = (page: string, kind: string): string =>
  new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``).exec(read(page))?.[1] ?? ''

describe('tables of settings (write them anew with `pnpm run migrations:tables`)', () => {
  it.each(Object.entries(settingTables))('%s says what the import does', (page, tables) => {
    expect(read(page)).toBe(withTables(read(page), tables))
  })
})

describe('the ten lines', () => {
  const env = { DEEPSEEK_API_KEY: 'k', ANTHROPIC_API_KEY: 'k' }
  const checked = checkConfig(blockOf('docs/migrations/ten-lines.md', 'yaml'), {
    file: 'ten-lines.md',
    catalog,
    env,
    nowMs: Date.UTC(2026, 10, 25),
  })
  const easy = ['summarize', 'classify', 'extract', 'format', 'translate']

  it('their policy holds', () => {
    expect(checked.issues).toEqual([])
  })

  it.each([
    ...easy.map((task) => [task, 'cheap'] as const),
    ...['code', 'math', 'chat', 'haiku'].map((task) => [task, 'best'] as const),
  ])('%s goes to %s', async (task, target) => {
    if (checked.config === undefined) throw new Error('There is no policy.')
    const router = createRouter(toRouterOptions(checked.config, catalog))
    const decision = await router.decide({ model: `task:${task}`, messages: [{ role: 'user', content: 'Hello' }] })
    expect(decision.steps[0]?.target).toBe(target)
  })
})

it('the body on the page of OpenRouter is carried whole', () => {
  const { config, report } = importOpenrouter(blockOf('docs/migrations/from-openrouter.md', 'json'), {
    file: 'body.json',
    catalog,
  })
  expect(report.filter(({ fate }) => fate !== 'carried')).toEqual([])
  expect(config).toMatchObject({
    upstreams: { openrouter: { fallsBack: true, body: { provider: { data_collection: 'deny', sort: 'price' } } } },
    aliases: { 'deepseek/deepseek-v4-pro': 'tier:openrouter' },
  })
})

import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { catalog, changed, goodEnv, goodText, nowMs } from '../test/config-text.ts'
import { ConfigError } from './config-error.ts'
import { loadConfig, type LoadedConfig } from './load-config.ts'

let folder = ''
let file = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-config-'))
  file = join(folder, 'signalbox.yaml')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const load = (path = file, env: Readonly<Record<string, string>> = goodEnv): LoadedConfig =>
  loadConfig({ file: path, catalog, env, nowMs })

function thrown(work: () => unknown): ConfigError {
  try {
    work()
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('Nothing was thrown.')
}

it('answers the config, and its warnings', async () => {
  await writeFile(file, goodText)
  expect(load().warnings).toEqual([])
  const { config, warnings } = load(file, { MAKER_KEY: 'x' })
  expect(config.tiers.map(({ name }) => name)).toEqual(['economy', 'frontier'])
  expect(warnings).toEqual([expect.objectContaining({ severity: 'warning', file, line: 3, column: 3 })])
})

it('throws every error with file, line and column, and no warning', async () => {
  await writeFile(file, changed('use: economy', 'use: econmy').text.replace('[dear]', '[]'))
  const error = thrown(() => load(file, {}))
  expect(error.issues.map(({ severity, line, column }) => [severity, line, column])).toEqual([
    ['error', 10, 23],
    ['error', 13, 37],
  ])
  expect(error.message.split('\n')).toEqual([
    expect.stringMatching(/signalbox\.yaml:10:23 {2}error {2}Tier "frontier" has no target/),
    expect.stringMatching(/signalbox\.yaml:13:37 {2}error {2}The strategy uses "econmy"/),
  ])
})

it.each([
  ['syntax', 'a: [', /signalbox\.yaml:\d+:\d+ {2}error .*Correct the YAML/],
  ['an empty file', '', /signalbox\.yaml:1:1 {2}error .*is empty\. Run `signalbox init`/],
  ['comments alone', '# nothing\n', /signalbox\.yaml:1:1 {2}error .*is empty/],
])('%s', async (_, text, message) => {
  await writeFile(file, text)
  expect(thrown(() => load()).message).toMatch(message)
})

it('a file that is not there, a folder, a file of a gigabyte', async () => {
  expect(thrown(() => load()).message).toMatch(
    /signalbox\.yaml {2}error .*no such file\. Run `signalbox init`, or name another with --config/,
  )
  expect(thrown(() => load(folder)).message).toMatch(/It is a folder\. Name the file/)
  await writeFile(file, '')
  await truncate(file, 1e9)
  expect(thrown(() => load()).message).toMatch(/1000000000 bytes: that is no config/)
  expect(thrown(() => load(join(file, 'inner'))).message).toMatch(/no folder\. Name another/)
})

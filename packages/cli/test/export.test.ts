import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCliFolder, type CliFolder } from './run-cli.ts'

let folder: CliFolder
beforeEach(async () => {
  folder = await createCliFolder()
  await folder.write('signalbox.yaml', config)
})
afterEach(() => folder.remove())

const config = `upstreams:
  one: { dialect: openai-chat, baseUrl: http://127.0.0.1:1/v1, apiKey: '\${ONE_KEY}' }
targets:
  - { id: best, model: anthropic/claude-sonnet-4.6, upstream: one }
tiers:
  - { name: frontier, targets: [best] }
strategy: { tier: frontier }
baseline: anthropic/claude-sonnet-4.6
`

describe('export litellm', () => {
  it('writes the file to stdout, and to stderr what could not be taken over', async () => {
    const { code, stdout, stderr } = await folder.run('export', 'litellm')
    expect([code, stdout.split('\n')[1], stderr]).toEqual([
      0,
      '  - model_name: frontier',
      '11 settings: 1 not carried, 1 carried with a difference, 9 carried.\n\nnot carried:\n  baseline\n    LiteLLM does not compare with a baseline.\n\ncarried with a difference:\n  general_settings.master_key\n    It is added, for LiteLLM wants a key of every caller: set the environment\n    variable LITELLM_MASTER_KEY to one, and give it to clients.\n',
    ])
  })

  it('writes the file where it is told to, and never over another', async () => {
    const first = await folder.run('export', 'litellm', '--output', 'litellm.yaml', '--json')
    expect(first.json()).toMatchObject({ ok: true, file: 'litellm.yaml' })
    expect((await folder.run('export', 'litellm', '--output', '-', '--json')).json()).toMatchObject({
      ok: true,
      yaml: expect.any(String),
    })
    const { yaml, report } = first.json() as unknown as { yaml: string; report: { setting: string; fate: string }[] }
    expect(yaml).toBe(readFileSync(join(folder.path, 'litellm.yaml'), 'utf8'))
    expect(report.find(({ setting }) => setting === 'upstreams.one.apiKey')).toEqual({
      setting: 'upstreams.one.apiKey',
      fate: 'carried',
    })
    const again = await folder.run('export', 'litellm', '--output', 'litellm.yaml')
    expect([again.code, again.stdout, again.stderr]).toEqual([
      2,
      '',
      'litellm.yaml exists. Pass --force to overwrite it, or --output to write elsewhere.\n',
    ])
  })

  it.each([
    ['an unknown gateway', ['export', 'nginx'], /no export for nginx.*litellm/],
    ['no gateway', ['export'], /missing required argument/],
    ['a config that is not there', ['export', 'litellm', '--config', 'no.yaml'], /no\.yaml.*There is no such file/],
  ])('%s: exit 2, with the remedy', async (_, args, says) => {
    const { code, stdout, stderr } = await folder.run(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(says)
  })
})

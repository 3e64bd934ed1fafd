import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCliFolder, type CliFolder } from './run-cli.ts'

let folder: CliFolder
beforeEach(async () => void (folder = await createCliFolder()))
afterEach(() => folder.remove())

const litellm = `model_list:
  - model_name: chat
    litellm_params: { model: openai/gpt-5, api_key: sk-very-secret }
  - model_name: far
    litellm_params: { model: bedrock/anthropic.claude-sonnet-4-6-v1:0, aws_region_name: eu-west-1 }
router_settings: { num_retries: 2, fallbacks: [{ chat: [far] }] }
litellm_settings: { success_callback: [langfuse], drop_params: true }
`

describe('import litellm', () => {
  it('writes a config that check proves, and tells each fate, counts first', async () => {
    await folder.write('litellm.yaml', litellm)
    const { code, stdout, stderr } = await folder.run('import', 'litellm', 'litellm.yaml')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^\d+ settings: \d+ not carried, \d+ carried with a difference, \d+ carried\.\n/)
    expect(stdout).toMatch(/model_list\[0\]\.litellm_params\.api_key \(line 3\)\n {4}.*OPENAI_API_KEY/)
    expect(stdout).toMatch(/--through/)
    const written = readFileSync(join(folder.path, 'signalbox.yaml'), 'utf8')
    expect(written + stdout).not.toContain('sk-very-secret')
    expect((await folder.run('check')).code).toBe(0)
    const { json } = await folder.run('route', 'hello', '--model', 'chat', '--json')
    expect((json() as unknown as { steps: { target: string }[] }).steps.map(({ target }) => target)).toEqual([
      'chat/openai',
    ])
  })

  it('--through: what cannot be called goes through the proxy', async () => {
    await folder.write('litellm.yaml', litellm)
    const args = [
      'import',
      'litellm',
      'litellm.yaml',
      '--through',
      'http://127.0.0.1:4000',
      '--output',
      'out.yaml',
      '--json',
    ]
    const { json, code } = await folder.run(...args)
    const { file, yaml } = json() as unknown as { file: string; yaml: string }
    expect([code, file]).toEqual([0, 'out.yaml'])
    expect(yaml).toMatch(/far\/litellm, .*as: far/)
    expect((await folder.run('check', '--config', 'out.yaml')).code).toBe(0)
  })

  it('--output -: the config on stdout, the report on stderr, no longer than 80 columns', async () => {
    await folder.write('litellm.yaml', litellm)
    const { code, stdout, stderr } = await folder.run('import', 'litellm', 'litellm.yaml', '--output', '-')
    expect([code, folder.files()]).toEqual([0, ['litellm.yaml']])
    expect(stdout).toMatch(/^upstreams:$/m)
    expect(stderr).toMatch(/^\d+ settings: /)
    expect(stderr.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('reads what the file includes, beside it', async () => {
    await folder.write('litellm.yaml', 'include: [more.yaml]\n')
    await folder.write('more.yaml', 'model_list: [{ model_name: a, litellm_params: { model: gpt-5 } }]\n')
    const { code, json } = await folder.run('import', 'litellm', 'litellm.yaml', '--json')
    const { report } = json() as unknown as { report: { setting: string; file?: string }[] }
    expect(code).toBe(0)
    expect(report.find(({ setting }) => setting === 'model_list[0].model_name')?.file).toBe('more.yaml')
  })

  it.each([
    [
      'an error in the file',
      ['litellm', 'bad.yaml'],
      /^1 setting: 1 in error\.[\s\S]*num_retries \(line 1\)\n {4}.*whole number/,
    ],
    ['no such file', ['litellm', 'none.yaml'], /none\.yaml: there is no such file/],
    ['no such gateway', ['portkey', 'bad.yaml'], /no import for portkey/],
    ['an address that is none', ['litellm', 'bad.yaml', '--through', 'x'], /--through must be an http/],
    [
      'an address with a password and a query',
      ['litellm', 'bad.yaml', '--through', 'http://u:p@h.test/?k=x'],
      /^--through: leave name, password and everything from \? or # on out of the address[^@]*$/,
    ],
    ['a config that it does not read', ['litellm', 'bad.yaml', '--config', 'x'], /unknown option '--config'/],
    ['a file that is there', ['litellm', 'bad.yaml', '--output', 'bad.yaml'], /exists\. Pass --force/],
    ['no file', ['litellm'], /missing required argument/],
  ])('%s: exit 2, nothing written', async (_, args, says) => {
    await folder.write('bad.yaml', 'router_settings: { num_retries: many }\n')
    const before = folder.files()
    const { code, stdout, stderr } = await folder.run('import', ...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(says)
    expect(folder.files()).toEqual(before)
  })
})

describe('import openrouter', () => {
  it('a request body becomes a tier that OpenRouter falls back in', async () => {
    const body = {
      model: 'z-ai/glm-5.2',
      models: ['deepseek/deepseek-v4-pro'],
      provider: { sort: 'price' },
      stream: true,
    }
    await folder.write('body.json', JSON.stringify(body))
    const { code, stdout } = await folder.run('import', 'openrouter', 'body.json')
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^4 settings: 1 not carried, 3 carried\.\n[\s\S]*stream \(line 1\)/),
    ])
    expect(readFileSync(join(folder.path, 'signalbox.yaml'), 'utf8')).toMatch(/fallsBack: true/)
    expect((await folder.run('check')).code).toBe(0)
  })
})

it.each(['load-balancing', 'providers', 'context-window-fallbacks', 'tags'])(
  'import, then check: the LiteLLM config %s',
  async (name) => {
    const file = fileURLToPath(new URL(`../../bridge/test/litellm-configs/${name}.yaml`, import.meta.url))
    expect((await folder.run('import', 'litellm', file)).code).toBe(0)
    expect((await folder.run('check')).code).toBe(0)
  },
)

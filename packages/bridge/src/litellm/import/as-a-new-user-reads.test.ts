import { catalog } from '@signalbox/catalog'
import { describe, expect, it } from 'vitest'
import { importLitellm } from './import-litellm.ts'

type Imported = ReturnType<typeof importLitellm>

const read = (text: string, env: Readonly<Record<string, string>> = {}): Imported =>
  importLitellm(text, { file: 'litellm.yaml', catalog, env, nowMs: Date.UTC(2026, 10, 25) })
const one = (params: string, info = '', more = ''): string =>
  `model_list: [{ model_name: a, litellm_params: { model: openai/gpt-5, ${params} }, model_info: { ${info} } }]\n${more}`
const noteOf = ({ report }: Imported, setting: string): string =>
  report
    .filter((line) => line.setting === setting)
    .map(({ fate, note }) => `${fate}: ${note ?? ''}`)
    .join('\n')
const param = (name: string): string => `model_list[0].litellm_params.${name}`

describe('a field of requests that no provider can take is an error of its line', () => {
  it.each([
    ['top_p: -4', 'top_p', /^error: top_p must be a number from 0 to 1\. Correct it\.$/],
    ['temperature: hot', 'temperature', /^error: temperature must be a number from 0 to 2/],
    ['max_tokens: 0', 'max_tokens', /^error: max_tokens must be a whole number from 1 on/],
    ['n: 0.5', 'n', /^error: n must be a whole number from 1 on/],
    ['extra_body: { top_p: 2 }', 'extra_body.top_p', /^error: top_p must be/],
    ['temperature: os.environ/HEAT', 'temperature', /^error: temperature must be/],
    ['temperature: 0.2', 'temperature', /^carried: /],
    ['temperature: null', 'temperature', /^carried: /],
  ])('%s', (given, name, says) => {
    expect(noteOf(read(one(given), { HEAT: '7' }), param(name))).toMatch(says)
  })
})

describe('time limits', () => {
  it('what is written where nothing is given has a line', () => {
    const imported = read(one(''))
    expect(imported.config?.execution?.firstTokenTimeoutMs).toBe(60_000)
    expect(noteOf(imported, 'router_settings.timeout')).toMatch(/^different: .*6,000 s: 60 s are written/)
    expect(noteOf(read(one('timeout: 5')), 'router_settings.timeout')).toBe('')
  })

  it.each([
    ['timeout: os.environ/NOWHERE', param('timeout'), /^not-carried: .*NOWHERE is not set: 60 s are written/],
    ['stream_timeout: os.environ/NOWHERE', param('stream_timeout'), /NOWHERE is not set: nothing is written/],
    ['timeout: -3', param('timeout'), /^error: .*above 0/],
  ])('%s', (given, setting, says) => {
    expect(noteOf(read(one(given)), setting)).toMatch(says)
  })

  it('of several, what is written is what the others say', () => {
    const imported = read(one('timeout: os.environ/NOWHERE', '', 'router_settings: { timeout: 30 }'))
    expect(noteOf(imported, param('timeout'))).toMatch(/30 s are written/)
  })
})

describe('what differs is said', () => {
  const settings =
    'router_settings: { fallbacks: [{ a: [a] }] }\nlitellm_settings: { drop_params: true, default_fallbacks: [a] }'
  it.each([
    ['router_settings.fallbacks[0].a[0]', /^different: .*\(400, 422\) is told to the caller here/],
    ['litellm_settings.default_fallbacks[0]', /^different: .*\(400, 422\)/],
    ['litellm_settings.drop_params', /^different: .*x-signalbox-dropped.*refused/],
  ])('%s', (setting, says) => {
    expect(noteOf(read(one('', '', settings)), setting)).toMatch(says)
  })

  it('drop_params that is off is just that', () => {
    expect(noteOf(read(one('', '', 'litellm_settings: { drop_params: false }')), 'litellm_settings.drop_params')).toBe(
      'carried: ',
    )
  })
})

describe('models', () => {
  const of = (model: string, info = ''): string =>
    noteOf(read(one('', info).replace('openai/gpt-5', model)), param('model'))

  it('all that is assumed of one that the catalogue does not have is named', () => {
    expect(of('openai/nobody-knows')).toMatch(
      /^different: .*Assumed until model_info says otherwise: a context of 128,000 tokens \(max_input_tokens\), tools \(supports_function_calling\), JSON Schemas \(supports_response_schema\), images \(supports_vision\), files \(supports_pdf_input\), log-probabilities\.$/,
    )
    expect(of('openai/nobody-knows', 'max_input_tokens: 9, supports_vision: false')).not.toMatch(/128,000|images/)
  })

  it('one that is not known to follow JSON Schemas has a line with the remedy', () => {
    const card = catalog.models.find(
      ({ id, capabilities, outputModalities }) =>
        id.startsWith('openai/') && capabilities.jsonSchema !== true && outputModalities?.includes('text') === true,
    )
    expect(of(card?.id ?? '')).toMatch(/requests with one are refused.*jsonSchema: true/)
    expect(of(card?.id ?? '', 'supports_response_schema: true')).not.toMatch(/JSON Schema/)
    expect(of('openai/gpt-5')).toBe('carried: ')
  })

  it('a provider that is not known is named', () => {
    expect(of('nosuchprovider/foo')).toMatch(/^error: The provider "nosuchprovider" is not known\./)
    expect(of('foo')).toMatch(/^error: Its provider cannot be told/)
  })
})

import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { LitellmConfig } from './litellm-config.ts'
import { toLitellmYaml } from './to-litellm-yaml.ts'

function write(text: string): string {
  const settings = { fallbacks: [{ [text]: [text] }] }
  return toLitellmYaml({
    model_list: [],
    router_settings: settings,
    litellm_settings: {},
    general_settings: {},
  } satisfies LitellmConfig)
}

/** Of PyYAML's reader and resolver: what a plain text may not hold, and what it would be taken for. */
describe('texts as Python reads them', () => {
  it.each(['a\u007fb', '\u0000', 'a\tb', '\tb', 'a\u0085b', 'a\u2028b', '\ufeffa', 'a\r\nb', '\ud800', 'é', '模型 😀'])(
    '%j',
    (text) => {
      const yaml = write(text)
      // Its reader takes no more than these, and its scanner no tab at the start of a token.
      expect(yaml.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029\ufeff]/u)
      expect(parse(yaml, { version: '1.1' })).toMatchObject({ router_settings: { fallbacks: [{ [text]: [text] }] } })
    },
  )

  it.each(['=', '<<', 'y', '1:30', '3e-7', 'null', '2024-01-01'])('%s is quoted', (text) => {
    expect(write(text)).toMatch(/- (["']).+\1:\n +- (["']).+\2\n/)
  })
})

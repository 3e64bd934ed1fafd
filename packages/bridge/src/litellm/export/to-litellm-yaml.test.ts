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
      // eslint-disable-next-line no-control-regex -- this is what is looked for
      expect(yaml).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/)
      expect(parse(yaml, { version: '1.1' })).toMatchObject({ router_settings: { fallbacks: [{ [text]: [text] }] } })
    },
  )

  it.each(['=', '<<', 'y', '1:30', '3e-7', 'null', '2024-01-01'])('%s is quoted', (text) => {
    expect(write(text)).toMatch(/- (["']).+\1:\n +- (["']).+\2\n/)
  })
})

import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { toJsonSchema } from './json-schema.ts'

it('the committed schema is the generated one: run the `schema` script of this package after a change', async () => {
  const committed: unknown = JSON.parse(await readFile(new URL('../signalbox.schema.json', import.meta.url), 'utf8'))
  expect(committed).toEqual(toJsonSchema())
})

it('npm gets the schema', async () => {
  const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    files: string[]
  }
  expect(manifest.files).toContain('signalbox.schema.json')
})

it('editors see what the check sees: which keys there are, and that there are no others', () => {
  expect(toJsonSchema()).toMatchObject({
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    additionalProperties: false,
    required: ['upstreams', 'targets', 'tiers', 'strategy'],
    properties: {
      upstreams: { additionalProperties: { additionalProperties: false, required: ['dialect', 'baseUrl'] } },
    },
  })
})

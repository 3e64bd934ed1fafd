import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('no statement numbers its parameters: Node 22.13 cannot bind them', () => {
  const numbered = readdirSync(import.meta.dirname).filter(
    (name) =>
      !name.endsWith('.test.ts') &&
      name.endsWith('.ts') &&
      /\?\d/.test(readFileSync(`${import.meta.dirname}/${name}`, 'utf8')),
  )
  expect(numbered).toEqual([])
})

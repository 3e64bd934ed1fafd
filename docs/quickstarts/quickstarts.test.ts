import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const folder = new URL('./', import.meta.url)
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'))
const codeOf = (name: string): string =>
  /```ts\n([\s\S]*?)```/.exec(readFileSync(new URL(name, folder), 'utf8'))?.[1] ?? ''

it('there are five', () => {
  expect(pages).toHaveLength(5)
})

it.each(pages)('%s stays under 25 lines', (name) => {
  const lines = codeOf(name).trim().split('\n')
  expect(lines.length).toBeGreaterThan(5)
  expect(lines.length).toBeLessThan(25)
})

it('the plain one is the file that compiles', () => {
  expect(codeOf('plain-router.md')).toBe(readFileSync(new URL('plain-router.ts', folder), 'utf8'))
})

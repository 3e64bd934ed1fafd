import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wrapText, wrapWords } from './wrap-words.ts'

describe('wrapped words', () => {
  it('fit, and are all there in their order', () => {
    const word = fc.string({ minLength: 1, maxLength: 30 }).map((text) => text.replaceAll(/\s/g, '_'))
    fc.assert(
      fc.property(
        fc.array(word),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('', '  '),
        (words, columns, indent) => {
          const lines = wrapWords(words, columns, indent)
          expect(lines.flatMap((line) => line.slice(indent.length).split(' '))).toEqual(words)
          for (const line of lines) {
            expect(line.startsWith(indent)).toBe(true)
            expect(line.length <= columns || !line.slice(indent.length).includes(' ')).toBe(true)
          }
        },
      ),
    )
  })

  it('a sentence', () => {
    expect(wrapText('One two three four.', 11, '  ')).toBe('  One two\n  three\n  four.')
  })
})

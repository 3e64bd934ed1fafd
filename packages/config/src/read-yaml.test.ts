import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readYaml } from './read-yaml.ts'

const messages = (text: string): readonly string[] =>
  readYaml(text, 'f.yaml').issues.map(({ line, column, message }) => `${line}:${column} ${message}`)

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...['b', 'c', 'd', 'e', 'f'].map(
    (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcde'[index]}`).join(', ')}]`,
  ),
].join('\n')

describe('text that cannot be read', () => {
  it.each([
    ['an open list', 'a: [1, 2\nb: 3\n', /^2:1 .*Correct the YAML here/],
    ['a tab', 'a:\n\t- b', /^2:1 Tabs are not allowed/],
    ['a bad indent', 'a: 1\n  b: 2', /^\d:\d .*Correct the YAML here/],
    ['an unclosed quote', 'a: "b', /^1:\d .*quote.*Correct the YAML here/],
    ['a key that stands twice', 'a: 1\nb: 2\na: 3', /^3:1 This key stands twice in one map\. Remove one/],
    ['a second document', 'a: 1\n---\nb: 2', /^2:1 A second document begins here\. Keep one/],
    ['a tag of a programming language', 'a: !!js/function x', /^1:4 Unresolved tag.*Correct/],
    ['an alias of nothing', 'a: 1\nb: *nope', /^2:4 Unresolved alias.*nope\. Write the values out/],
    ['a bomb of aliases', bomb, /^2:8 Excessive alias count.*Write the values out/],
    ['a list that holds itself', 'a: 1\nb: &b [1, *b]', /^2:11 b\.1 holds itself: .* in a circle\. Write/],
    ['a map that holds itself', 'a: &a\n  b: { c: *a }', /^2:8 a\.b\.c holds itself/],
    ['lists in lists', '['.repeat(20_000), /^1:\d+ Lists and maps stand more than 64 deep\. Flatten them/],
    ['lists in lists that close', `a: ${'['.repeat(70)}${']'.repeat(70)}`, /^1:\d+ .*more than 64 deep/],
    [
      'a comment of five million characters',
      `# ${'x'.repeat(5e6)}`,
      /^1:1 The file has 5\.0 million characters; .*at most 1 million\. Shorten/,
    ],
  ])('%s', (_, text, message) => {
    expect(messages(text)).toEqual([expect.stringMatching(message)])
  })

  it('one mistake is one message, not one for each token after it', () => {
    expect(messages('a: { b: 1 } }\nc: { d: 2 }\ne: [f]\n')).toHaveLength(1)
  })

  it.each(['', '\n\n', '# only a comment\n', '---\n', 'null'])('nothing in %j is no syntax error', (text) => {
    expect(readYaml(text, 'f.yaml')).toMatchObject({ data: null, issues: [] })
  })

  it('whatever the text, it answers', () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '&x ',
      '*x',
      '"',
      "'",
      '\n',
      '  ',
      '${K}',
      '#',
      '|',
      '!',
      '\t',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { data, issues, place } = readYaml(pieces.join(''), 'f.yaml')
        expect(issues.length === 0 || data === undefined).toBe(true)
        expect(issues.every(({ line, column }) => (line ?? 0) >= 1 && (column ?? 0) >= 1)).toBe(true)
        expect(() => place(['a', 0, 'b'])).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })
})

describe('references to the environment', () => {
  it.each([
    'a: ${KEY}',
    'a: "${KEY}"',
    "a: '${KEY}'",
    'a: |-\n  ${KEY}',
    '{"a": "${KEY}"}',
    '{ a: ${KEY} }',
    '{ a: ${KEY}, b: 1 }',
  ])('%j holds ${KEY}', (text) => {
    expect(readYaml(text, 'f.yaml').data).toHaveProperty('a', '${KEY}')
  })

  it('do not move places', () => {
    expect(messages('a: { k: ${KEY}, l: ${OTHER} }\na: 1')).toEqual([expect.stringMatching(/^2:1 /)])
    const { place } = readYaml('u: { k: ${KEY}, l: 2 }', 'f.yaml')
    expect(place(['u', 'l'])).toEqual({ line: 1, column: 17 })
  })

  it('as keys too', () => {
    expect(readYaml('{ ${KEY}: 1 }', 'f.yaml').data).toEqual({ '${KEY}': 1 })
  })
})

it('reads what JSON is, a byte order mark and Windows line ends', () => {
  expect(readYaml('{"a": [1, "b", null, true]}', 'f').data).toEqual({ a: [1, 'b', null, true] })
  const { data, place } = readYaml('\uFEFFa: 1\r\nb:\r\n  c: 2\r\n', 'f')
  expect(data).toEqual({ a: 1, b: { c: 2 } })
  expect(place(['b', 'c'])).toEqual({ line: 3, column: 3 })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSettings } from './read-settings.ts'
import { toSettingName, type SettingPath } from './setting-path.ts'

function leaves(value: unknown, path: SettingPath = []): string[] {
  if (typeof value !== 'object' || value === null) return [toSettingName(path)]
  const entries: (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value)
  return entries.length === 0 ? [toSettingName(path)] : entries.flatMap(([key, one]) => leaves(one, [...path, key]))
}

const linesOf = (text: string): readonly string[] =>
  readSettings(text).settings.map(({ path, line, value }) => `${line} ${toSettingName(path)}=${String(value)}`)

describe('settings', () => {
  it('of any JSON: the data, and each of its leaves once', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        fc.pre(!JSON.stringify(value).includes('"__proto__":'))
        const { data, settings, problems } = readSettings(JSON.stringify(value))
        expect(problems).toEqual([])
        expect(JSON.stringify(data)).toBe(JSON.stringify(value))
        const names = settings.map(({ path }) => toSettingName(path))
        expect(names).toEqual(leaves(value))
        expect(new Set(names).size).toBe(names.length)
      }),
    )
  })

  it('what is merged stands where it was written, and gives way to what a map says itself', () => {
    const text = `base: &base\n  a: 1\n  b: 2\nmore: &more { a: 3, c: 4 }\nuse:\n  <<: [*base, *more]\n  b: 5\n`
    expect(linesOf(text).slice(4)).toEqual(['7 use.b=5', '2 use.a=1', '4 use.c=4'])
  })

  it('is YAML 1.1, as Python reads it', () => {
    expect(linesOf('a: yes\nb: off\nc: "yes"\n"<<": 1\n')).toEqual(['1 a=true', '2 b=false', '3 c=yes', '4 <<=1'])
  })

  it('knows flags by the words that Python knows: `n` is a name, and a field of requests', () => {
    expect(linesOf('n: 2\ny: [Y, N, on, No]\n')).toEqual([
      '1 n=2',
      '2 y[0]=Y',
      '2 y[1]=N',
      '2 y[2]=true',
      '2 y[3]=false',
    ])
  })

  it.each(['a: !!binary aGVsbG8=', 'a: !!omap [b: 1]', 'a: !!pairs [b: 1]', 'a: !!set {b, c}'])(
    '%s: what is no text, number, list or map is refused',
    (text) => {
      expect(readSettings(`x: 1\n${text}\n`).problems).toEqual([
        { path: [], line: 2, message: 'A tag stands here that is not known. Remove it.' },
      ])
    },
  )

  it.each([
    ['a: &x 1\nb: *gone\n', ['b'], 2],
    ['a: &x { c: 1 }\nb: [*x, *gone]\n', ['b', 1], 2],
    ['a:\n  <<: *gone\n', ['a'], 2],
  ])('%j: an alias without an anchor is refused', (text, path, line) => {
    expect(readSettings(text).problems).toEqual([{ path, line, message: expect.stringContaining('no anchor') }])
  })

  it('a key that is written twice names both places', () => {
    expect(readSettings('a: 1\nb: 2\na: 3\n').problems).toEqual([
      { path: ['a'], line: 3, message: 'This key stands twice in one map, on lines 1 and 3. Remove one of them.' },
    ])
  })
})

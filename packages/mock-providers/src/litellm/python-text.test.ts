import { describe, expect, it } from 'vitest'
import { toPython, toPythonBytes, toPythonFloat, toPythonJson } from './python-text.ts'

describe('what Python writes', () => {
  it.each([
    [0, '0.0'],
    [2, '2.0'],
    [0.000144, '0.000144'],
    [0.0001, '0.0001'],
    [0.000024, '2.4e-05'],
    [4.9999999999999996e-6, '4.9999999999999996e-06'],
    [1e-10, '1e-10'],
  ])('%d', (value, text) => {
    expect(toPythonFloat(value)).toBe(text)
  })

  it('of values', () => {
    const value = { a: null, b: [true, 1, "it's"], c: { d: 'e' } }
    expect(toPython(value)).toBe(`{'a': None, 'b': [True, 1, "it's"], 'c': {'d': 'e'}}`)
    expect(toPythonJson(value)).toBe(`{"a": null, "b": [true, 1, "it's"], "c": {"d": "e"}}`)
  })

  it('of bytes', () => {
    expect(toPythonBytes(`{"a":"it's é\n"}`)).toBe(`b'{"a":"it\\'s \\xc3\\xa9\\x0a"}'`)
  })
})

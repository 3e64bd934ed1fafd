import { describe, expect, it } from 'vitest'
import type { AnyLanguageModel } from './signalbox-options.ts'
import { intersectUrls, matchesUrl } from './supported-urls.ts'

const model = (supportedUrls: unknown) => ({ supportedUrls }) as AnyLanguageModel
const web = /^https?:\/\/.*$/
const images = { 'image/*': [web] }

describe('what every model fetches itself', () => {
  it.each<[string, unknown[], Record<string, RegExp[]>]>([
    ['no model', [], {}],
    ['one model', [images], images],
    ['both', [images, Promise.resolve({ 'image/*': [/^https?:\/\/.*$/] })], images],
    ['one of two', [images, {}], {}],
    ['another pattern', [images, { 'image/*': [/^https:\/\/.*$/] }], {}],
    ['the same pattern under other flags', [images, { 'image/*': [/^https?:\/\/.*$/i] }], {}],
    ['a narrower type first', [{ 'image/png': [web] }, images], { 'image/png': [web] }],
  ])('%s', async (_title, urls, expected) => {
    expect(await intersectUrls(urls.map(model))).toEqual(expected)
  })

  it('is nothing where one cannot say', async () => {
    expect(await intersectUrls([model(images), model(Promise.reject(new Error('down')))])).toEqual({})
  })

  it.each([
    [images, 'image/png', 'https://x.test/a.png', true],
    [images, 'image/*', 'https://x.test/a.png', true],
    [images, 'application/pdf', 'https://x.test/a.pdf', false],
    [images, 'image/png', 'gs://x/a.png', false],
    [images, 'image', 'https://x.test/a.png', true],
    [{ 'image/png': [web] }, 'image', 'https://x.test/a.png', false],
    [{ 'Image/PNG': [web] }, 'image/png', 'https://x.test/a.png', true],
    [images, 'IMAGE/PNG', 'https://x.test/a.png', true],
    [{ '*/*': [web] }, 'audio/mp3', 'http://x.test/a', true],
    [{}, 'image/png', 'https://x.test/a.png', false],
  ])('%j %s %s: %s', (patterns, type, url, expected) => {
    expect(matchesUrl(patterns, type, url)).toBe(expected)
  })

  it.each(['g', 'y'])('a pattern with the flag %s is read from its start each time, and left as it was', (flags) => {
    const pattern = new RegExp('^https://', flags)
    pattern.lastIndex = 3
    for (let n = 0; n < 3; n++) expect(matchesUrl({ 'image/*': [pattern] }, 'image/png', 'https://x.test')).toBe(true)
    expect(pattern.lastIndex).toBe(3)
  })
})

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
    [{ '*/*': [web] }, 'audio/mp3', 'http://x.test/a', true],
    [{}, 'image/png', 'https://x.test/a.png', false],
  ])('%j %s %s: %s', (patterns, type, url, expected) => {
    expect(matchesUrl(patterns, type, url)).toBe(expected)
  })
})

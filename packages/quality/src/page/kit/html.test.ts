import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html, toMarkup, type Html, type HtmlValue } from './html.ts'

describe('html', () => {
  it.each<[string, Html, string]>([
    ['text', html`<p>${'a < b & "c"'}</p>`, '<p>a &lt; b &amp; &quot;c&quot;</p>'],
    ['an attribute', html`<p title="${'"><script>'}">x</p>`, '<p title="&quot;&gt;&lt;script&gt;">x</p>'],
    ['a second value of an attribute', html`<p title="${'a'} ${"'b"}"></p>`, '<p title="a &#39;b"></p>'],
    ['markup', html`<p>${html`<b>${'<'}</b>`}</p>`, '<p><b>&lt;</b></p>'],
    ['lists', html`<p>${['a', html`<br />`, ['&']]}</p>`, '<p>a<br>&amp;</p>'],
    ['what is not there', html`<p>${undefined}${false}${0}</p>`, '<p>0</p>'],
    ['numbers anywhere', html`<i style="left:${1.5}%" data-n=${2}></i>`, '<i style="left:1.5%" data-n=2></i>'],
    ['text after a tag with > in a value', html`<p title="a > b">${'<'}</p>`, '<p title="a > b">&lt;</p>'],
    [
      'text after a style sheet',
      html`<style>
          a {
          }
        </style>
        ${'<'}`,
      '<style>a {}</style>&lt;',
    ],
    ['hidden characters', html`${'a\u202eb\u0000\ud800\u200d'}`, 'a[U+202E]b[U+0000][U+D800]\u200d'],
  ])('%s', (_name, made, expected) => expect(toMarkup(made)).toBe(expected))

  it.each<[string, () => Html]>([
    ['an attribute without quotes', () => html`<p title=${'x'}></p>`],
    ['a name of a tag', () => html`<${'x'}></p>`],
    ['a name of an attribute', () => html`<p ${'x'}></p>`],
    ['a link', () => html`<a href="${'javascript:x'}"></a>`],
    ['the end of a link', () => html`<a href="#${'x'}"></a>`],
    ['a handler', () => html`<a onclick="${'x'}"></a>`],
    ['a style', () => html`<a style="color:${'red'}"></a>`],
    [
      'a style sheet',
      () =>
        html`<style>
          ${'x'}
        </style>`,
    ],
    ['markup in an attribute', () => html`<a title="${html`<b>`}"></a>`],
  ])('takes no text in %s', (_name, make) => expect(make).toThrow(TypeError))

  it('does not take for markup what only looks like it', () => {
    const read = JSON.parse('{"markup":"<script>"}') as HtmlValue
    expect(toMarkup(html`${read}`)).not.toMatch(/<script/)
  })

  it('lets no text open a tag or close an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toMarkup(html`${text}`)).not.toMatch(/[<>"'`]/)
      }),
    )
  })
})

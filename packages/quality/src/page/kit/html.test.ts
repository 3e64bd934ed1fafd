import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html as h, toMarkup, type Html, type HtmlValue } from './html.ts'

// Under another name the formatter leaves templates as they are.
describe('html', () => {
  it.each<[string, Html, string]>([
    ['text', h`<p>${'a < b & "c"'}</p>`, '<p>a &lt; b &amp; &quot;c&quot;</p>'],
    ['an attribute', h`<p title="${'"><script>'}">x</p>`, '<p title="&quot;&gt;&lt;script&gt;">x</p>'],
    ['a second value of an attribute', h`<p title="${'a'} ${"'b"}"></p>`, '<p title="a &#39;b"></p>'],
    ['markup', h`<p>${h`<b>${'<'}</b>`}</p>`, '<p><b>&lt;</b></p>'],
    ['lists', h`<p>${['a', h`<br>`, ['&']]}</p>`, '<p>a<br>&amp;</p>'],
    ['what is not there', h`<p>${undefined}${false}${0}</p>`, '<p>0</p>'],
    ['numbers anywhere', h`<i style="left:${1.5}%" data-n=${2}></i>`, '<i style="left:1.5%" data-n=2></i>'],
    ['text after a tag with > in a value', h`<p title="a > b">${'<'}</p>`, '<p title="a > b">&lt;</p>'],
    ['text after a style sheet', h`<style>a {}</style>${'<'}`, '<style>a {}</style>&lt;'],
    ['hidden characters', h`${'a\u202eb\u0000\ud800\u200d'}`, 'a[U+202E]b[U+0000][U+D800]\u200d'],
  ])('%s', (_name, made, expected) => expect(toMarkup(made)).toBe(expected))

  it.each<[string, () => Html]>([
    ['an attribute without quotes', () => h`<p title=${'x'}></p>`],
    ['a name of a tag', () => h`<${'x'}></p>`],
    ['a name of an attribute', () => h`<p ${'x'}></p>`],
    ['a link', () => h`<a href="${'javascript:x'}"></a>`],
    ['the end of a link', () => h`<a href="#${'x'}"></a>`],
    ['a handler', () => h`<a onclick="${'x'}"></a>`],
    ['a style', () => h`<a style="color:${'red'}"></a>`],
    [
      'a style sheet',
      () =>
        h`<style>
          ${'x'}
        </style>`,
    ],
    ['markup in an attribute', () => h`<a title="${h`<b>`}"></a>`],
  ])('takes no text in %s', (_name, make) => expect(make).toThrow(TypeError))

  it('does not take for markup what only looks like it', () => {
    const read = JSON.parse('{"markup":"<script>"}') as HtmlValue
    expect(toMarkup(h`${read}`)).not.toMatch(/<script/)
  })

  it('lets no text open a tag or close an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toMarkup(h`${text}`)).not.toMatch(/[<>"'`]/)
      }),
    )
  })
})

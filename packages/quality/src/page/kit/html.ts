import { escapeText } from './escape-text.ts'
import { placesOf, type Place } from './template-places.ts'

const markup: unique symbol = Symbol('markup')

/** Markup that `html` made. The key is a symbol: nothing that was read from a file can pass for it. */
export interface Html {
  readonly [markup]: string
}

/** What may stand in a template: text is escaped, lists are joined, what is unknown is left out. */
export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[]

/**
 * A template that escapes what it is given, in text and in quoted attributes. Anywhere else (names of tags and attributes, `style`,
 * links, handlers, the inside of `<style>`) escaping does not help, and only numbers are taken. @throws TypeError for the rest
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const places = placesOf(strings)
  const parts = values.map((value, index) => write(value, places[index] ?? 'nowhere') + (strings[index + 1] ?? ''))
  return { [markup]: (strings[0] ?? '') + parts.join('') }
}

/** The markup as text, to be written to a file. */
export function toMarkup(value: Html): string {
  return value[markup]
}

function write(value: HtmlValue, place: Place): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'number') return String(value)
  if (isList(value)) return value.map((one) => write(one, place)).join('')
  if (place === 'nowhere' || (place === 'attribute' && typeof value !== 'string'))
    throw new TypeError('html: only numbers may stand here, since nothing else can be made safe. Change the template.')
  return typeof value === 'string' ? escapeText(value) : value[markup]
}

function isList(value: HtmlValue): value is readonly HtmlValue[] {
  return Array.isArray(value)
}

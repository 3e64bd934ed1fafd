import { BadRequest } from './bad-request.ts'
import { toFieldPath } from './field-path.ts'
import { jsonLimits } from './json-limits.ts'

interface Place {
  readonly value: object
  readonly key: PropertyKey
  readonly parent: Place | undefined
  readonly depth: number
}

/**
 * Holds a parsed value to the limits of a body, and refuses what does harm further on: keys that reach a prototype, and text that
 * no UTF-8 can say. Walks without recursion.
 * @throws BadRequest
 */
export function walkJson(root: unknown): void {
  const open: Place[] = []
  let nodes = 0
  const visit = (value: unknown, key: PropertyKey, parent: Place | undefined): void => {
    if (++nodes > jsonLimits.tokens)
      throw refuse(parent, key, `makes more than ${jsonLimits.tokens} values`, 'body_too_complex')
    if (typeof value === 'string') {
      if (/\p{Cs}/u.test(value))
        throw refuse(parent, key, 'holds half a surrogate pair, which is no text', 'invalid_value')
    } else if (typeof value === 'object' && value !== null) {
      const depth = (parent?.depth ?? 0) + 1
      if (depth > jsonLimits.depth)
        throw refuse(parent, key, `is nested deeper than ${jsonLimits.depth} levels`, 'body_too_complex')
      open.push({ value, key, parent, depth })
    }
  }
  visit(root, '', undefined)
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value, parent, key } = place
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) visit(value[index], index, place)
      continue
    }
    const entries = Object.entries(value)
    if (entries.length > jsonLimits.keysPerObject)
      throw refuse(parent, key, `has more than ${jsonLimits.keysPerObject} keys`, 'body_too_complex')
    for (const [name, inner] of entries) {
      if (reachesPrototype(name, inner)) throw refuse(place, name, 'is not a key that is accepted', 'invalid_value')
      if (/\p{Cs}/u.test(name)) throw refuse(parent, key, 'has a key with half a surrogate pair', 'invalid_value')
      visit(inner, name, place)
    }
  }
}

function reachesPrototype(name: string, value: unknown): boolean {
  if (name === '__proto__') return true
  return name === 'constructor' && typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype')
}

function refuse(parent: Place | undefined, key: PropertyKey, what: string, code: string): BadRequest {
  const keys: PropertyKey[] = key === '' && parent === undefined ? [] : [key]
  for (let place = parent; place?.parent !== undefined; place = place.parent) keys.unshift(place.key)
  const param = toFieldPath(keys)
  return new BadRequest(`${param === '' ? 'The body' : `'${param}'`} ${what}. Correct or remove it.`, {
    param: param === '' ? undefined : param,
    code,
  })
}

/** Stand in for the braces of `${NAME}` while YAML is read: noncharacters, so no text has them, and of the same length, so places hold. */
const open = '\uFDD0'
const close = '\uFDD1'

/** YAML gives braces a meaning inside `{ … }`; a bare `${NAME}` is to be text there too, as it is elsewhere. */
export function shieldReferences(text: string): string {
  return text.replaceAll(/\$\{(\w+)\}/g, `$$${open}$1${close}`)
}

/** Gives texts, and the texts inside lists and maps, their braces back. `value` has no cycle. */
export function unshieldReferences(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(open, '{').replaceAll(close, '}')
  if (Array.isArray(value)) return value.map(unshieldReferences)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [unshieldReferences(key), unshieldReferences(inner)]),
  )
}

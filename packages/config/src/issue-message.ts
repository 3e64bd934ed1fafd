import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type Path = readonly (string | number)[]

/** What a person calls the shapes that zod names. */
const shapes: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  record: 'a map',
  object: 'a map',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
}

/** One sentence on what is wrong with the value at a path, and one on what to do. */
export function issueMessage(issue: Issue, path: Path, data: unknown): string {
  const where = path.length === 0 ? 'The file' : path.join('.')
  const value = valueAt(data, path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${where} has the unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}. Remove it, or correct its spelling.`
    case 'invalid_type': {
      const wanted = shapes[issue.expected] ?? issue.expected
      if (value === undefined) return `${where} is missing. Add it: ${wanted}.`
      return `${where} must be ${wanted}, not ${shapeOf(value)}. Correct it.`
    }
    case 'invalid_value':
      if (value === undefined) return `${where} is missing. Add it: one of ${issue.values.join(', ')}.`
      return `${where} is ${JSON.stringify(value)}. It must be one of ${issue.values.join(', ')}.`
    case 'too_small':
      if (issue.message.startsWith('must be')) return `${where} is ${JSON.stringify(value)}: it ${issue.message}.`
      if (issue.origin === 'number')
        return `${where} is ${String(value)}. It must be ${issue.inclusive === true ? 'at least' : 'more than'} ${issue.minimum}.`
      return `${where} is empty. Name at least ${issue.minimum === 1 ? 'one' : issue.minimum}.`
    default:
      if (value === undefined) return `${where} is missing. It ${issue.message}.`
      return `${where} is ${JSON.stringify(value)?.slice(0, 80)}. It ${issue.message.startsWith('must') ? issue.message : `is not accepted: ${issue.message}`}.`
  }
}

function shapeOf(value: unknown): string {
  if (value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'a map' : JSON.stringify(value).slice(0, 80)
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    data,
  )
}

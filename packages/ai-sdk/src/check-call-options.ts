import { InvalidArgumentError, type SharedV4ProviderOptions } from '@ai-sdk/provider'
import { callOptionsOf } from './provider-options.ts'

type Check = readonly [expected: string, isRight: (value: unknown) => boolean]

const text: Check = ['a string', isText]

/** What each hint has to be. */
const hints: Readonly<Record<string, Check>> = {
  task: text,
  tenant: text,
  session: text,
  requestId: text,
  tags: ['an object of strings', (value) => isRecord(value) && Object.values(value).every(isText)],
  targets: ['an object: target id to provider options', isRecord],
}

/**
 * Looks at what a call says to the router before anything is decided or sent.
 * @throws InvalidArgumentError naming the place and what is expected there
 */
export function checkCallOptions(
  options: SharedV4ProviderOptions | undefined,
  targets: ReadonlyMap<string, unknown>,
): void {
  const given: unknown = callOptionsOf(options)
  const place = 'providerOptions.signalbox'
  if (!isRecord(given)) throw wrong(place, 'an object', given)
  for (const [name, [expected, isRight]] of Object.entries(hints)) {
    const value = given[name]
    if (value !== undefined && !isRight(value)) throw wrong(`${place}.${name}`, expected, value)
  }
  for (const [id, values] of Object.entries((given['targets'] ?? {}) as Record<string, unknown>)) {
    const here = `${place}.targets["${id}"]`
    if (!targets.has(id)) {
      const known = [...targets.keys()].join(', ')
      throw new InvalidArgumentError({
        argument: here,
        message: `There is no target "${id}". The policy has: ${known}.`,
      })
    }
    if (!isRecord(values) || !Object.values(values).every(isRecord))
      throw wrong(here, 'an object of objects: provider name to its options', values)
  }
}

function wrong(argument: string, expected: string, value: unknown): InvalidArgumentError {
  const found = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value
  return new InvalidArgumentError({ argument, message: `${argument} has to be ${expected}, and is ${found}.` })
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

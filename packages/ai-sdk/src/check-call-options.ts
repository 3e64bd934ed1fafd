import { InvalidArgumentError, type SharedV4ProviderOptions } from '@ai-sdk/provider'
import { hintProblem, toProblem, type HintProblem } from '@signalbox/core'
import { callOptionsOf } from './provider-options.ts'

const place = 'providerOptions.signalbox'

/**
 * Looks at what a call says to the router before anything is decided or sent.
 * @throws InvalidArgumentError naming the place and what is expected there
 */
export function checkCallOptions(
  options: SharedV4ProviderOptions | undefined,
  targets: ReadonlyMap<string, unknown>,
): void {
  const given = callOptionsOf(options)
  const problem = hintProblem(given, place) ?? targetsProblem(given.targets, targets)
  if (problem !== undefined) throw new InvalidArgumentError({ argument: problem.place, message: problem.message })
}

function targetsProblem(given: unknown, targets: ReadonlyMap<string, unknown>): HintProblem | undefined {
  if (given === undefined) return undefined
  if (!isRecord(given)) return toProblem(`${place}.targets`, 'an object: target id to provider options', given)
  for (const [id, values] of Object.entries(given)) {
    const here = `${place}.targets["${id}"]`
    if (!targets.has(id)) {
      const known = [...targets.keys()].join(', ')
      return { place: here, message: `There is no target "${id}". The policy has: ${known}.` }
    }
    if (!isRecord(values) || !Object.values(values).every(isRecord))
      return toProblem(here, 'an object of objects: provider name to its options', values)
  }
  return undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import { toMap } from '../../import/value-at.ts'
import { createUniqueNames } from '../unique-names.ts'

/** What `os.environ/NAME` stands for, and names for keys that stand in the file as they are. */
export interface Environment {
  /** The variable that a value names; undefined: it names none. */
  readonly variableOf: (value: unknown) => string | undefined
  /** The value of the moment, of the environment or of the file's `environment_variables`. */
  readonly lookUp: (variable: string) => string | undefined
  /** A number as it stands or by reference; undefined: there is none. */
  readonly toNumber: (value: unknown) => number | undefined
  /** A flag as it stands, as text or by reference. */
  readonly toFlag: (value: unknown) => boolean | undefined
  /** Keeps a name for the value that the environment has under it. */
  readonly reserve: (variable: string) => void
  /** A name that nobody uses yet, the same for the same secret. @param base like `OPENAI_API_KEY` */
  readonly nameFor: (secret: string, base: string) => string
}

const reference = /^os\.environ\/(\w+)$/

export function createEnvironment(
  data: unknown,
  env: Readonly<Record<string, string | undefined>>,
  values: readonly unknown[],
): Environment {
  const declared = toMap(toMap(data)['environment_variables'])
  const variableOf = (value: unknown): string | undefined =>
    typeof value === 'string' ? reference.exec(value.trim())?.[1] : undefined
  const taken = new Set([...Object.keys(declared), ...values.flatMap((value) => variableOf(value) ?? [])])
  const names = new Map<string, string>()
  const nameUniquely = createUniqueNames(taken, (base, count) => `${base}_${count}`)
  const lookUp = (variable: string): string | undefined => {
    const own = Object.hasOwn(declared, variable) ? declared[variable] : undefined
    return env[variable] || (own === null || own === undefined || typeof own === 'object' ? undefined : String(own))
  }
  const plain = (value: unknown): unknown => {
    const variable = variableOf(value)
    return variable === undefined ? value : lookUp(variable)
  }
  return {
    variableOf,
    lookUp,
    toNumber: (value) => {
      const found = plain(value)
      const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found
      return typeof number === 'number' && Number.isFinite(number) ? number : undefined
    },
    toFlag: (value) => {
      const found = plain(value)
      if (typeof found === 'boolean') return found
      return typeof found === 'string' || typeof found === 'number' ? flags.get(String(found).toLowerCase()) : undefined
    },
    reserve: (variable) => void taken.add(variable),
    nameFor: (secret, base) => {
      const before = names.get(secret)
      if (before !== undefined) return before
      const name = nameUniquely(base)
      names.set(secret, name)
      return name
    },
  }
}

const flags: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
])

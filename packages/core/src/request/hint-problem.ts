/** What is wrong with a hint: its place, and a sentence that names place and remedy. */
export interface HintProblem {
  readonly place: string
  readonly message: string
}

type Check = readonly [expected: string, isRight: (value: unknown) => boolean]

const text: Check = ['a string', (value) => typeof value === 'string']

/** What each hint of a host's call has to be. */
const checks: Readonly<Record<string, Check>> = {
  model: text,
  task: text,
  tenant: text,
  session: text,
  requestId: text,
  shadow: ['true or false', (value) => typeof value === 'boolean'],
  tags: [
    'an object of strings',
    (value) => isRecord(value) && Object.values(value).every((one) => typeof one === 'string'),
  ],
}

/** The first hint of a call that is not what it has to be; undefined = all are, or there is none. `place` is where the host keeps them. */
export function hintProblem(given: unknown, place: string): HintProblem | undefined {
  if (given === undefined) return undefined
  if (!isRecord(given)) return toProblem(place, 'an object', given)
  for (const [name, [expected, isRight]] of Object.entries(checks)) {
    const value = given[name]
    if (value !== undefined && !isRight(value)) return toProblem(`${place}.${name}`, expected, value)
  }
  return undefined
}

/** `place` has to be `expected`, and is something else. */
export function toProblem(place: string, expected: string, value: unknown): HintProblem {
  const found = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value
  return { place, message: `${place} has to be ${expected}, and is ${found}.` }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

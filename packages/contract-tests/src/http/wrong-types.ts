import { fieldTables, type FieldKind } from './client-fields.ts'
import { endpoints, healthyBodies, post, type EndpointName, type HostileRequest } from './hostile-request.ts'

/** One wrong value each, as JSON text; `1e999` is what overflows to infinity. */
const values = {
  number: '7',
  text: '"nonsense"',
  flag: 'true',
  null: 'null',
  list: '[]',
  object: '{}',
  huge: '1e999',
  negative: '-1',
  fraction: '0.5',
} as const
type Value = keyof typeof values

/** What each kind of field cannot take. */
const wrongFor: Readonly<Record<FieldKind, readonly Value[]>> = {
  text: ['number', 'flag', 'list', 'object', 'huge', 'negative'],
  flag: ['number', 'text', 'list', 'object'],
  number: ['text', 'flag', 'list', 'object', 'huge'],
  whole: ['text', 'flag', 'list', 'object', 'huge', 'fraction'],
  count: ['text', 'flag', 'list', 'object', 'huge', 'negative', 'fraction'],
  list: ['number', 'text', 'flag', 'object'],
  object: ['number', 'text', 'flag', 'list'],
}

/** Each known field with each kind of value that it does not take. */
export const wrongTypes: readonly HostileRequest[] = fieldTables.flatMap(({ name, endpoint, body, fields }) =>
  Object.entries(fields).flatMap(([path, takes]) =>
    wrongValues(takes).map((value) =>
      post(`${name}: ${path} is ${value}`, endpoints[endpoint], () => withValue(endpoint, body, path, values[value])),
    ),
  ),
)

/** The tables' own bodies, which nothing is wrong with: a refusal of the others is then for the one field. */
export const soundBodies: readonly HostileRequest[] = fieldTables.map(({ name, endpoint, body }) =>
  post(
    `${name}: all fields as they should be`,
    endpoints[endpoint],
    JSON.stringify({ ...healthyBodies[endpoint], ...body }),
  ),
)

function wrongValues(takes: string): readonly Value[] {
  const kinds = takes.replace('!', '').split('|') as readonly FieldKind[]
  const wrong = (Object.keys(values) as Value[]).filter((value) =>
    kinds.every((kind) => wrongFor[kind].includes(value)),
  )
  return takes.endsWith('!') ? [...wrong, 'null'] : wrong
}

/** JSON has no infinity, so the value goes in as text. */
function withValue(
  endpoint: EndpointName,
  body: Readonly<Record<string, unknown>>,
  path: string,
  json: string,
): string {
  const mark = '@@value@@'
  const whole = structuredClone({ ...healthyBodies[endpoint], ...body }) as Record<string, unknown>
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  let place = whole
  for (const step of steps) place = (place[step] ??= {}) as Record<string, unknown>
  place[last] = mark
  return JSON.stringify(whole).replace(`"${mark}"`, () => json)
}

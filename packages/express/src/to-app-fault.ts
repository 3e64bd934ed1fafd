import { BadRequest } from '@signalbox/http'

/** What a client is told of an error that middleware of the app has raised. */
export interface AppFault {
  readonly status: number
  readonly message: string
  readonly code?: string | undefined
  readonly param?: string | undefined
  /** `retry-after` and the like. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** The marks of errors of Express, its body parsers (`type`) and the packages around it (http-errors). */
interface Marks {
  readonly status?: unknown
  readonly statusCode?: unknown
  readonly type?: unknown
  readonly limit?: unknown
  readonly expose?: unknown
  readonly headers?: unknown
}

/** Of a fault of the app's own, 5xx, nothing is told but that there was one. */
export function toAppFault(error: unknown): AppFault {
  if (error instanceof BadRequest) return error
  const marks: Marks = typeof error === 'object' && error !== null ? error : {}
  const status = toStatus(marks.status) ?? toStatus(marks.statusCode) ?? 500
  const known = typeof marks.type === 'string' ? bodyFaults.get(marks.type)?.(marks) : undefined
  return {
    status,
    ...(known ?? { message: toMessage(error, status, marks.expose) }),
    headers: toHeaders(marks.headers),
  }
}

type Told = Pick<AppFault, 'message' | 'code'>

const bodyFaults: ReadonlyMap<string, (marks: Marks) => Told> = new Map<string, (marks: Marks) => Told>([
  [
    'entity.too.large',
    ({ limit }) => ({
      message:
        `The body is larger than this app's body parser takes: ${String(limit)} bytes (without a setting, express.json() takes 100 kB). ` +
        "Mount the gateway before express.json(), or use express.json({ limit: '8mb' }).",
      code: 'request_too_large',
    }),
  ],
  ['entity.parse.failed', () => ({ message: 'The body is not JSON. Send one JSON object.', code: 'invalid_json' })],
  [
    'encoding.unsupported',
    () => ({
      message: 'The content-encoding of the body is not known here. Send it plain, or in one of gzip, deflate and br.',
      code: 'unsupported_content_encoding',
    }),
  ],
  [
    'charset.unsupported',
    () => ({ message: 'The body is not UTF-8. Send it in that encoding.', code: 'invalid_encoding' }),
  ],
])

function toStatus(value: unknown): number | undefined {
  return Number.isInteger(value) && Number(value) >= 400 && Number(value) < 600 ? Number(value) : undefined
}

function toMessage(error: unknown, status: number, expose: unknown): string {
  const mayTell = status < 500 && expose !== false && error instanceof Error
  return mayTell ? error.message : 'The app failed at this request.'
}

function toHeaders(value: unknown): AppFault['headers'] {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]))
}

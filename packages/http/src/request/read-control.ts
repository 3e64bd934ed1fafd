import { type ControlName, controlNames, type HeaderReader } from '../gateway/gateway-options.ts'
import { BadRequest } from './bad-request.ts'
import type { Control } from './control.ts'
import { controlSchema, controlShapes, sessionShape } from './control-schema.ts'
import { readShape, wrongValue } from './read-shape.ts'
import { readJsonText } from './read-json-text.ts'
import { screenJson } from './screen-json.ts'
import { walkJson } from './walk-json.ts'

export type { Control }

export interface ControlInput {
  readonly json: Readonly<Record<string, unknown>>
  readonly header: HeaderReader
  /** What the operator lets callers say. */
  readonly allow: readonly ControlName[]
}

/** Claude Code's own name for a conversation. */
const sessionOfClaudeCode = 'x-claude-code-session-id'

/** What a caller says in the body field `signalbox` and in headers `x-signalbox-*`, and the body without it. @throws BadRequest */
export function readControl({ json, header, allow }: ControlInput): {
  readonly control: Control
  readonly json: Readonly<Record<string, unknown>>
} {
  const signalbox = json['signalbox']
  const control: Partial<Record<ControlName, unknown>> =
    signalbox === undefined ? {} : readShape(controlSchema, signalbox, 'signalbox')
  for (const name of controlNames) {
    const headerName = headerOf(name)
    const text = header(headerName)
    const isInBody = control[name] !== undefined
    if (text === undefined && !isInBody) continue
    if (!allow.includes(name)) throw notAllowed(isInBody ? `signalbox.${name}` : headerName)
    if (text === undefined) continue
    const value = readShape(controlShapes[name], fromHeader[name](text, headerName), headerName)
    if (isInBody && canonical(value) !== canonical(control[name])) throw differs(`signalbox.${name}`, headerName)
    control[name] = value
  }
  if (control.session === undefined && allow.includes('session')) control.session = sessionOf(header)
  // Each value has passed the shape of its name.
  return { control: control as Control, json: signalbox === undefined ? json : withoutSignalbox(json) }
}

function withoutSignalbox({ signalbox: _, ...json }: ControlInput['json']): ControlInput['json'] {
  return json
}

function headerOf(name: ControlName): string {
  return `x-signalbox-${name === 'dryRun' ? 'dry-run' : name}`
}

const itself = (text: string): unknown => text

/** What a header's text stands for; its shape is checked afterwards. */
const fromHeader: Readonly<Record<ControlName, (text: string, header: string) => unknown>> = {
  task: itself,
  tenant: itself,
  session: itself,
  tags: toTags,
  constraints: toJson,
  commit: (text, header) => (text.startsWith('{') ? toJson(text, header) : text),
  shadow: toSwitch,
  dryRun: toSwitch,
}

function toSwitch(text: string, header: string): unknown {
  if (['true', '1', 'on'].includes(text)) return true
  if (['false', '0', 'off'].includes(text)) return false
  throw wrongValue(header, "'true' or 'false'", text)
}

function toTags(text: string, header: string): unknown {
  const pairs = text.split(',', 64).map((pair) => {
    const at = pair.indexOf('=')
    const key = pair.slice(0, at).trim()
    if (at < 0 || key === '__proto__') throw wrongValue(header, 'pairs like team=search,feature=chat')
    return [key, pair.slice(at + 1).trim()] as const
  })
  return Object.fromEntries(pairs)
}

function toJson(text: string, header: string): unknown {
  try {
    screenJson(new TextEncoder().encode(text))
    const value = readJsonText(text)
    walkJson(value)
    return value
  } catch {
    throw wrongValue(header, 'JSON like {"maxCostUsd":0.01}')
  }
}

function sessionOf(header: HeaderReader): string | undefined {
  const { success, data } = sessionShape.safeParse(header(sessionOfClaudeCode))
  return success ? data : undefined
}

/** The same text for the same value, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

function notAllowed(param: string): BadRequest {
  return new BadRequest(
    `Callers may not set '${param}' at this gateway. Leave it out, or ask its operator to allow it.`,
    {
      status: 403,
      param,
      code: 'not_allowed',
    },
  )
}

function differs(param: string, header: string): BadRequest {
  return new BadRequest(`'${param}' and the header '${header}' say different things. Send one of them.`, {
    param,
    code: 'invalid_value',
  })
}

import type { SignalboxConfig } from '@signalbox/config'
import { Scalar, stringify as toYaml, type ToStringOptions } from 'yaml'

/** A heading of the file, as lines without their `#`. */
export type Remarks = Readonly<Partial<Record<keyof SignalboxConfig | 'head', string>>>

const inBlock: ToStringOptions = { lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER }
const inFlow: ToStringOptions = { ...inBlock, collectionStyle: 'flow', flowCollectionPadding: true }

/** A text of several lines is quoted on one: inside of `{ … }` it would break the line, and the file. */
function stringify(value: unknown, options: ToStringOptions): string {
  const quote = (_: unknown, one: unknown): unknown => {
    if (typeof one !== 'string' || !/[\n\r]/.test(one)) return one
    const quoted = new Scalar(one)
    quoted.type = Scalar.QUOTE_DOUBLE
    return quoted
  }
  return toYaml(value, quote, { ...options, aliasDuplicateObjects: false })
}

/** Sections whose entries stand on a line each. */
const oneLineEach: ReadonlySet<string> = new Set(['upstreams', 'models', 'targets', 'tiers', 'aliases', 'budgets'])
const onOneLine: ReadonlySet<string> = new Set(['constraints', 'execution', 'ledger', 'gateway'])

const order: readonly (keyof SignalboxConfig)[] = [
  'name',
  'upstreams',
  'models',
  'targets',
  'tiers',
  'strategy',
  'aliases',
  'constraints',
  'execution',
  'budgets',
  'pinnedMayFallBack',
  'baseline',
  'ledger',
  'gateway',
]

/** A file that a person can go on with: a remark over each section, an entry on each line. */
export function writeConfig(config: SignalboxConfig, remarks: Remarks): string {
  const parts = order.flatMap((name) => {
    const value = config[name]
    if (value === undefined) return []
    return `${toComment(remarks[name])}${name}:${writeSection(name, value)}`
  })
  const schema = '# yaml-language-server: $schema=./node_modules/@signalbox/config/signalbox.schema.json'
  return `${schema}\n${toComment(remarks.head)}\n${parts.join('\n')}`
}

function writeSection(name: string, value: unknown): string {
  if (name === 'strategy') return writeStrategy(value)
  if (onOneLine.has(name) || typeof value !== 'object' || value === null) return ` ${stringify(value, inFlow)}`
  if (!oneLineEach.has(name)) return `\n${indent(stringify(value, inBlock))}`
  if (Object.keys(value).length === 0) return ` ${stringify(value, inFlow)}`
  if (Array.isArray(value)) return `\n${value.map((one) => `  - ${stringify(one, inFlow)}`).join('')}`
  return `\n${Object.entries(value)
    .map(([key, one]) => `  ${stringify(key, inFlow).trimEnd()}: ${stringify(one, inFlow)}`)
    .join('')}`
}

function writeStrategy(value: unknown): string {
  const { rules, otherwise, ...rest } = value as {
    readonly rules?: readonly unknown[]
    readonly otherwise?: unknown
  }
  if (rules === undefined || Object.keys(rest).length > 0) return `\n${indent(stringify(value, inBlock))}`
  const lines = rules.map((rule) => `    - ${stringify(rule, inFlow)}`).join('')
  return `\n  rules:\n${lines}  otherwise: ${stringify(otherwise, inFlow)}`
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ')
}

function toComment(text: string | undefined): string {
  return text === undefined
    ? ''
    : `${text
        .split('\n')
        .map((line) => (line === '' ? '#' : `# ${line}`))
        .join('\n')}\n`
}

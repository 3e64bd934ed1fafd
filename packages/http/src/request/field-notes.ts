import type { ClientField, Expressible } from './wire-request.ts'

/** What a field of the top of a body is to other dialects. */
export interface FieldRule {
  readonly kind: ClientField['kind']
  readonly as?: Expressible | undefined
  /** Whether a value says anything that leaving the field out does not. Default: every value does. */
  readonly counts?: Counts | undefined
}

/** A field's value, and the body it stands in. */
export type Counts = (value: unknown, json: Readonly<Record<string, unknown>>) => boolean

/** By field; 'read' = its reader notes it, or nobody has to. A field without a rule is tuning that no other dialect has. */
export type FieldRules = ReadonlyMap<string, FieldRule | 'read'>

/** The fields of one body, as they are found. */
export interface FieldNotes {
  readonly fields: readonly ClientField[]
  /** Of fields with the same `once` only the first is kept; without it, of those that are the same in no dialect. */
  readonly note: (field: ClientField, once?: string) => void
}

/** Of fields without counterpart, a kind: one is enough to decide by, and their names go into a header. */
const maxWithoutCounterpart = 32

export function createFieldNotes(): FieldNotes {
  const fields = new Map<string, ClientField>()
  const withoutCounterpart = { meaning: 0, tuning: 0 }
  return {
    get fields() {
      return [...fields.values()]
    },
    note: (field, once = field.as ?? field.name) => {
      if (fields.has(once)) return
      if (field.as === undefined && ++withoutCounterpart[field.kind] > maxWithoutCounterpart) return
      fields.set(once, field)
    },
  }
}

/** Notes the top of a body by its dialect's rules. */
export function noteFields({ note }: FieldNotes, json: Readonly<Record<string, unknown>>, rules: FieldRules): void {
  for (const [name, value] of Object.entries(json)) {
    if (value === null || value === undefined) continue
    const rule = rules.get(name)
    if (rule === 'read') continue
    if (rule === undefined) note({ name: toFieldName(name), kind: 'tuning' })
    else if (rule.counts?.(value, json) ?? true) note({ name, kind: rule.kind, as: rule.as })
  }
}

/** Notes what is in an object beyond its known fields, each kind of it once, wherever in the body. */
export function noteOthers(
  { note }: FieldNotes,
  object: Readonly<Record<string, unknown>> | null | undefined,
  path: string,
  known: readonly string[],
): void {
  for (const [key, value] of Object.entries(object ?? {})) {
    if (value === null || value === undefined || value === false || known.includes(key)) continue
    note({ name: `${path}.${toFieldName(key)}`, kind: 'tuning' }, `${path.replaceAll(/\d+/g, '')}.${key}`)
  }
}

export function meaning(as?: Expressible, counts?: Counts): FieldRule {
  return { kind: 'meaning', as, counts }
}

export function tuning(as?: Expressible, counts?: Counts): FieldRule {
  return { kind: 'tuning', as, counts }
}

/** Whether a value is another than the one that leaving its field out means. */
export function isNot(usual: unknown): Counts {
  return (value) => value !== usual
}

/** Whether an object has anything in it. */
export const isFilled: Counts = (value) => Object.keys(value as object).length > 0

/** A client's own word for a field, made safe for a header. */
function toFieldName(key: string): string {
  return encodeURIComponent(key).slice(0, 60)
}

import type { AllowDeny, CommitMode, Constraints } from '@signalbox/core'
import { z } from 'zod'
import type { ControlName } from '../gateway/gateway-options.ts'
import type { Control } from './control.ts'

const maxTags = 32

/** No line break, no other control character. */
const printable = z.string().regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, { error: 'printable characters' })
const label = printable.min(1).max(256)

/** An object whose unknown keys are refused, with those it knows. */
function strict<T extends z.ZodRawShape>(shape: T): z.ZodObject<T, z.core.$strict> {
  const hint = `Known: ${Object.keys(shape).join(', ')}.`
  return z.strictObject(shape, { error: ({ code }) => (code === 'unrecognized_keys' ? hint : undefined) })
}

const names = z.array(label).max(256)
const allowDeny: z.ZodType<AllowDeny> = strict({ allow: names.optional(), deny: names.optional() })
const amount = z.number().min(0)

const constraints: z.ZodType<Constraints> = strict({
  maxCostUsd: amount.optional(),
  maxRetentionDays: amount.optional(),
  openWeights: z.boolean().optional(),
  jurisdictions: allowDeny.optional(),
  licences: allowDeny.optional(),
  vendors: allowDeny.optional(),
  models: allowDeny.optional(),
  targets: allowDeny.optional(),
  regions: allowDeny.optional(),
})

const holdback = strict({ ms: amount.optional(), tokens: z.int().min(1).optional() })

const commit: z.ZodType<CommitMode> = z.union([z.enum(['first-content', 'buffer', 'resume']), strict({ holdback })], {
  error: 'first-content, buffer, resume or an object like {"holdback":{"ms":100}}',
})

const tags: z.ZodType<Readonly<Record<string, string>>> = z
  .record(label, printable.max(256), { error: 'an object of strings' })
  .refine((value) => Object.keys(value).length <= maxTags, { error: `at most ${maxTags} tags` })

export const sessionShape: z.ZodType<string> = label

/** What a caller may say of a request, by name. */
export const controlShapes: Readonly<Record<ControlName, z.ZodType>> = {
  task: label,
  tags,
  tenant: label,
  session: sessionShape,
  constraints,
  commit,
  shadow: z.boolean(),
  dryRun: z.boolean(),
}

/** All of it, as the body field `signalbox`. */
export const controlSchema: z.ZodType<Control> = strict(controlShapes).partial() as z.ZodType<Control>

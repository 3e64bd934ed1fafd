import { z } from 'zod'

/** An object of which nothing more is asked; its fields pass untouched. */
export interface AnyObject {
  readonly [key: string]: unknown
}

/** A field that may be left out, or be null, which says the same. */
export type Maybe<T> = T | null | undefined

export const anyObject: z.ZodType<AnyObject> = z.looseObject({})
export const anyList: z.ZodType<readonly unknown[]> = z.array(z.unknown())
export const text: z.ZodType<string> = z.string()
export const flag: z.ZodType<boolean> = z.boolean()

/** Ends at the first that is none: a list of many faults is told as one. */
export const texts: z.ZodType<readonly string[]> = z.custom<readonly string[]>(
  (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  { error: 'an array of strings' },
)

/** What a message says: one text, or parts that are read one by one. */
export const content: z.ZodType<string | readonly unknown[]> = z.union([z.string(), z.array(z.unknown())], {
  error: 'a string or an array of objects',
})

export const oneOrMoreTexts: z.ZodType<string | readonly string[]> = z.union([z.string(), texts], {
  error: 'a string or an array of strings',
})

export const modelName: z.ZodType<string> = z
  .string()
  .min(1)
  .max(256)
  .regex(/^\P{Cc}*$/u, { error: 'a name without control characters' })

export const temperature: z.ZodType<number> = z.number().min(0).max(2)
/** A share of probability. */
export const share: z.ZodType<number> = z.number().min(0).max(1)
/** OpenAI's penalties. */
export const penalty: z.ZodType<number> = z.number().min(-2).max(2)
export const topLogprobs: z.ZodType<number> = z.int().min(0).max(20)
export const tokenLimit: z.ZodType<number> = z.int().min(1)
/** Of 64 bits at a provider, more than a number here can hold exactly. */
export const seed: z.ZodType<number> = z.number().refine((value) => Number.isInteger(value), { error: 'an integer' })
export const wholeNumber: z.ZodType<number> = z.int()

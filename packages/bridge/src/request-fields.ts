import { z } from 'zod'

/** Said of a value, after its place. */
const must = (wanted: string): { readonly error: string } => ({ error: `must be ${wanted}. Correct it.` })

const between = (least: number, most: number): z.ZodType => {
  const wanted = must(`a number from ${least} to ${most}`)
  return z.number(wanted).min(least, wanted).max(most, wanted)
}
const count = (least: number, most?: number): z.ZodType => {
  const wanted = must(`a whole number from ${least} ${most === undefined ? 'on' : `to ${most}`}`)
  return z
    .int(wanted)
    .min(least, wanted)
    .max(most ?? Number.MAX_SAFE_INTEGER, wanted)
}
const oneOf = (names: string): z.ZodType => {
  const all = names.split(' ')
  return z.enum(all, must(`one of ${all.join(', ')}`))
}
const flag = z.boolean(must('true or false'))
const map = (fields: z.ZodRawShape = {}): z.ZodType => z.looseObject(fields, must('a map'))
const efforts = 'max xhigh high medium low minimal none'
const orNothing = (fields: Readonly<Record<string, z.ZodType>>): z.ZodRawShape =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.nullish()]))

/** What OpenAI's chat completions and their kin have in common. Source: OpenAI's API reference of 2026-11. */
const common = {
  temperature: between(0, 2),
  top_p: between(0, 1),
  min_p: between(0, 1),
  frequency_penalty: between(-2, 2),
  presence_penalty: between(-2, 2),
  seed: count(Number.MIN_SAFE_INTEGER),
  max_tokens: count(1),
  max_completion_tokens: count(1),
  top_logprobs: count(0, 20),
  logprobs: flag,
  parallel_tool_calls: flag,
  stop: z.union([z.string(), z.array(z.string())], must('text, or a list of text')),
  logit_bias: z.record(z.string(), between(-100, 100), must('a map of numbers by token')),
}

/** Fields that go with every request, each with its type and range. null is as good as absent. A message is what a value must be, to be read after its place. */
export const requestFields: z.ZodType = z.looseObject(orNothing({ ...common, n: count(1) }))

/** The same of a chat request to OpenRouter: its documents of 2026-11 and @openrouter/sdk 1.3.19. */
export const openrouterFields: z.ZodType = z.looseObject(
  orNothing({
    ...common,
    top_a: between(0, 1),
    top_k: count(0),
    repetition_penalty: between(0, 2),
    structured_outputs: flag,
    include_reasoning: flag,
    response_format: map({ type: oneOf('text json_object json_schema grammar python') }),
    reasoning: map(
      orNothing({
        effort: oneOf(efforts),
        max_tokens: count(1),
        exclude: flag,
        enabled: flag,
        summary: oneOf('auto concise detailed'),
      }),
    ),
    reasoning_effort: oneOf(efforts),
    verbosity: oneOf('low medium high xhigh max'),
    modalities: z.array(oneOf('text image audio'), must('a list of text, image, audio')),
    service_tier: oneOf('auto default fast flex priority scale'),
    image_config: map(),
    cache_control: map(),
    prompt_cache_options: map(),
    web_search_options: map(),
    transforms: z.array(z.string(must('text')), must('a list of text')),
    usage: map({ include: flag.nullish() }),
  }),
)

import { z } from 'zod'
import { gatewaySchema } from './gateway-schema.ts'
import type { SignalboxConfig, StrategyConfig } from './signalbox-config.ts'

const money = z.number().nonnegative({ error: 'must be 0 or more; leave it out if it is not known' })
const name = z.string().min(1)
const names = z.union([name, z.array(name)])
const dayError = 'must be a day like 2026-08-17'
const day = z.iso.date({ error: dayError })
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: `${dayError}, or an instant like 2026-08-17T16:00:00Z`,
})
const jurisdiction = z
  .string()
  .regex(/^[A-Z]{2}$/, { error: 'must be two capital letters, as in ISO 3166-1: US, DE, CN' })
const allowDeny = z.strictObject({ allow: z.array(name).optional(), deny: z.array(name).optional() })
const range = z.strictObject({ atLeast: z.number().optional(), below: z.number().optional() })

const rates = z
  .strictObject({ input: money, output: money, cacheRead: money.optional(), cacheWrite: money.optional() })
  .describe('USD per million tokens')
const prices = z.union([
  rates,
  z.array(
    z.strictObject({
      from: moment.optional(),
      input: money,
      output: money,
      cacheRead: money.optional(),
      cacheWrite: money.optional(),
    }),
  ),
])

const upstream = z.strictObject({
  dialect: z
    .enum(['openai-chat', 'openai-responses', 'anthropic-messages'])
    .describe('the wire format this provider speaks'),
  baseUrl: z
    .union([z.url({ protocol: /^https?$/ }), z.string().regex(/\$\{\w+\}/)], {
      error: 'must be an http or https address, or name one as ${NAME}',
    })
    .describe('address of the API, with its version where it has one'),
  apiKey: z.string().optional().describe('the name of an environment variable as ${NAME}, never the key itself'),
  headers: z.record(name, z.string()).optional(),
  carrier: z
    .enum(['litellm', 'openrouter'])
    .optional()
    .describe('another gateway stands there, which routes, prices and wraps errors on its own'),
  fallsBack: z
    .boolean()
    .optional()
    .describe('it falls back on its own among the targets of a tier; default: one model a call, its fall-back off'),
  body: z
    .record(name, z.json())
    .optional()
    .describe("fields of every request; the client's own win, objects of a carrier are joined key by key"),
})

const target = z.strictObject({
  id: name,
  model: name.describe('id of a model of the catalogue, or of one under models'),
  provider: name.optional().describe('who is paid; default: the vendor of the model'),
  upstream: name,
  as: name.optional().describe("the model's name on the wire"),
  body: z.record(name, z.json()).optional().describe('fields of its requests, on top of those of its upstream'),
  region: name.optional(),
  jurisdiction: jurisdiction.optional(),
  retentionDays: z.number().nonnegative().optional(),
  contextTokens: z.number().int().positive().optional(),
  maxOutputTokens: z.number().int().positive().optional(),
  tools: z
    .boolean()
    .optional()
    .describe("what this way of calling the model offers, where that is not the model's own"),
  jsonSchema: z.boolean().optional(),
  logprobs: z.boolean().optional(),
  prices: prices.optional(),
  assumedPrice: z.strictObject({ input: money, output: money }).optional(),
})

const model = z.strictObject({
  id: z.string().regex(/^[^/\s]+\/\S+$/, { error: 'must be vendor/model' }),
  name: name.optional(),
  contextTokens: z.number().int().positive(),
  maxOutputTokens: z.number().int().positive().optional(),
  tools: z.boolean().optional(),
  jsonSchema: z.boolean().optional(),
  logprobs: z.boolean().optional(),
  inputModalities: z.array(z.enum(['text', 'image', 'audio', 'video', 'file'])).optional(),
  outputModalities: z
    .array(z.enum(['text', 'embedding']))
    .min(1)
    .optional(),
  licence: name.optional(),
  openWeights: z.boolean().optional(),
  jurisdiction: jurisdiction.optional(),
  availableFrom: day.optional(),
  availableUntil: day.optional(),
  prices: prices.optional(),
})

const condition = z.strictObject({
  task: names.optional(),
  language: names.optional(),
  tenant: names.optional(),
  model: names.optional(),
  tag: z.record(name, names).optional(),
  inputTokens: range.optional(),
  difficulty: range.optional(),
  turns: range.optional(),
  needsTools: z.boolean().optional(),
  needsJson: z.enum(['no', 'json', 'schema']).optional(),
  modality: names.optional(),
})

const gate = z.strictObject({
  checks: z
    .strictObject({
      json: z.boolean().optional(),
      empty: z.boolean().optional(),
      cut: z.boolean().optional(),
      refusal: z.boolean().optional(),
      language: z.boolean().optional(),
      toolArguments: z.boolean().optional(),
    })
    .optional(),
  logprobs: z
    .strictObject({ atLeast: z.number().min(0).max(1), measure: z.enum(['mean', 'min', 'p10']).optional() })
    .optional(),
})

const strategyError =
  'must have exactly one of tier, rules (with otherwise), cascade, cheapest, fastest, weighted, sticky, explore, fallbacks, pinned, firstOf'

const useError = 'must be a tier, a target, or a strategy of its own'

const share = z.number().min(0).max(1)
const exploring = {
  share: share.describe('of all requests, 0 to 1: drawn at random, so that later comparisons are fair'),
  among: z.array(name).min(1).optional().describe('tiers to draw from; default: all'),
}

const strategy: z.ZodType<StrategyConfig> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ tier: name }),
      z.strictObject({
        rules: z.array(
          z.strictObject({
            name: name.optional(),
            when: condition,
            use: z.union([name, strategy], { error: useError }),
          }),
        ),
        otherwise: z.union([name, strategy], { error: useError }),
      }),
      z.strictObject({
        cascade: z.strictObject({
          tiers: z.array(name).min(1),
          gate,
          onNoEvidence: z.enum(['accept', 'escalate']).optional(),
        }),
      }),
      z.strictObject({ cheapest: z.strictObject({ tiers: z.array(name).optional() }) }),
      z.strictObject({
        fastest: z.strictObject({
          tiers: z.array(name).optional(),
          by: z.enum(['first-content', 'duration']).optional(),
          minimumSamples: z.number().int().positive().optional(),
        }),
      }),
      z.strictObject({
        weighted: z.strictObject({
          weights: z.record(name, money),
          stickyBy: z.enum(['request', 'session', 'tenant']).optional(),
          salt: z.string().optional(),
        }),
      }),
      z.strictObject({ sticky: z.strictObject({ inner: strategy, cacheTtlMs: z.number().positive().optional() }) }),
      z.strictObject({
        fallbacks: z.strictObject({
          first: z.union([name, strategy], { error: useError }),
          next: z.array(name).optional(),
          contextLength: z.array(name).optional(),
          contentPolicy: z.array(name).optional(),
        }),
      }),
      z.strictObject({ explore: z.strictObject({ inner: strategy, ...exploring }) }),
      z.strictObject({ pinned: z.array(name).min(1) }),
      z.strictObject({ firstOf: z.array(strategy).min(1) }),
    ],
    { error: strategyError },
  ),
)

const positive = z.number().positive()

const between = z
  .number()
  .gt(0, { error: 'must be above 0 and below 1: 0.2 is 20 %' })
  .lt(1, { error: 'must be above 0 and below 1: 0.2 is 20 %' })

const alarm = z.strictObject({
  target: between
    .optional()
    .describe('share of a task type that may escalate for causes other than an intended rule; default 0.2'),
  tasks: z.record(name, between).optional().describe('task type -> its own target'),
  falseAlarmRate: between
    .optional()
    .describe('chance that a task type at its target ever raises an alarm; default 0.05'),
})

const shadow = z.strictObject({
  share: share.describe('of the served requests that left the choice to the router, 0 to 1'),
  to: name.describe('the tier, or target, that answers them too, off the path of the caller'),
  budgetUsd: positive.describe('the most it may spend in a day (UTC)'),
  tasks: z.array(name).min(1).optional(),
  maxConcurrent: z.number().int().positive().optional().describe('requests answered beside at once; default 8'),
  name: name.optional().describe('its name in the record; default shadow'),
})

/** One schema for the file: its checks and the editors' JSON Schema come from it. Unknown keys are errors. */
export const configSchema: z.ZodType<SignalboxConfig> = z.strictObject({
  name: name.optional(),
  upstreams: z.record(name, upstream),
  models: z.array(model).optional(),
  targets: z.array(target).min(1),
  tiers: z.array(z.strictObject({ name, targets: z.array(name) })).min(1),
  strategy,
  explore: z.strictObject(exploring).optional(),
  aliases: z.record(name, name).optional(),
  constraints: z
    .strictObject({
      maxCostUsd: money.optional(),
      jurisdictions: z
        .strictObject({ allow: z.array(jurisdiction).optional(), deny: z.array(jurisdiction).optional() })
        .optional(),
      licences: allowDeny.optional(),
      openWeights: z.boolean().optional(),
      maxRetentionDays: z.number().nonnegative().optional(),
      vendors: allowDeny.optional(),
      models: allowDeny.optional(),
      targets: allowDeny.optional(),
      regions: allowDeny.optional(),
    })
    .optional(),
  execution: z
    .strictObject({
      deadlineMs: positive.optional(),
      maxAttempts: z.number().int().positive().optional(),
      firstTokenTimeoutMs: positive.optional(),
      gapTimeoutMs: positive.optional(),
      maxStreamMs: positive.optional(),
      idleReaderMs: positive.optional(),
      commit: z
        .union([
          z.enum(['first-content', 'buffer', 'resume']),
          z.strictObject({
            holdback: z.strictObject({ ms: positive.optional(), tokens: z.number().int().positive().optional() }),
          }),
        ])
        .optional(),
      hedge: z.strictObject({ delayMs: positive, maxCostUsd: positive.optional() }).optional(),
      maxRetriesPerTarget: z.number().int().nonnegative().optional(),
      retryWaitMs: z.number().nonnegative().optional(),
      onExhausted: z.enum(['serve-draft', 'fail']).optional(),
    })
    .optional(),
  budgets: z
    .array(
      z.strictObject({
        name,
        limitUsd: positive,
        period: z.enum(['hour', 'day', 'month', 'ever']),
        per: z.enum(['tenant']).optional(),
        whenStoreFails: z.enum(['closed', 'open']).optional(),
      }),
    )
    .optional(),
  pinnedMayFallBack: z.boolean().optional(),
  baseline: name.optional(),
  ledger: z
    .strictObject({
      sqlite: name,
      synchronous: z.enum(['normal', 'full']).optional(),
      storePrompts: z.boolean().optional(),
      storeReplies: z.boolean().optional().describe('what attempts answered is kept, for judges and replays'),
    })
    .optional(),
  shadow: shadow.optional(),
  gateway: gatewaySchema.optional(),
  alarm: alarm.optional(),
})

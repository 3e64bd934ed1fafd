import type { PricesConfig, SignalboxConfig } from './signalbox-config.ts'
import { proveExploration } from './prove-exploration.ts'
import { listAllStrategies, listReferences } from './strategy-references.ts'
import type { ResolvedUpstream } from './to-upstreams.ts'

/** Something of the file's own that cannot work, and where; what any policy must hold is proved by the core. */
export interface FileIssue {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** Pure. Errors only. */
export function proveFile(config: SignalboxConfig, upstreams: readonly ResolvedUpstream[]): readonly FileIssue[] {
  return [
    ...proveUpstreams(config, upstreams),
    ...proveBodies(config),
    ...proveModels(config),
    ...provePrices(config),
    ...proveStrategy(config),
  ]
}

function proveUpstreams(config: SignalboxConfig, upstreams: readonly ResolvedUpstream[]): FileIssue[] {
  const known = Object.keys(config.upstreams).join(', ') || 'none'
  return [
    ...config.targets.flatMap(({ id, upstream }, index) =>
      Object.hasOwn(config.upstreams, upstream)
        ? []
        : [
            {
              path: ['targets', index, 'upstream'],
              message: `Target "${id}" names the upstream "${upstream}", which does not exist. Known: ${known}. Declare it under upstreams, or name one of these.`,
            },
          ],
    ),
    ...Object.entries(config.upstreams).flatMap(([name, { headers = {} }]) =>
      Object.keys(headers)
        .filter((header) => !/^[!#$%&'*+.^_`|~\w-]+$/.test(header))
        .map((header) => ({
          path: ['upstreams', name, 'headers', header],
          message: `"${header}" cannot be the name of a header: letters, digits and dashes only. Correct it; every call would fail.`,
        })),
    ),
    ...Object.entries(config.upstreams).flatMap(([name, { carrier, dialect, fallsBack }]) => [
      ...(fallsBack === true && carrier === undefined
        ? [
            {
              path: ['upstreams', name, 'fallsBack'],
              message: `"${name}" is said to fall back on its own, and names no carrier that could. Add carrier: openrouter or litellm, or leave fallsBack out.`,
            },
          ]
        : []),
      ...(carrier === 'openrouter' && dialect !== 'openai-chat'
        ? [
            {
              path: ['upstreams', name, 'dialect'],
              message: `The carrier openrouter is spoken to as openai-chat, and "${name}" says ${dialect}. Write dialect: openai-chat.`,
            },
          ]
        : []),
    ]),
    ...upstreams.flatMap(({ name, baseUrl, missing }) =>
      missing.length > 0 || (URL.canParse(baseUrl) && /^https?:/.test(baseUrl))
        ? []
        : [
            {
              path: ['upstreams', name, 'baseUrl'],
              message: `The address of "${name}" is no http or https address once its environment variables are filled in. Correct the file or the variable.`,
            },
          ],
    ),
  ]
}

/** What every call says itself, and what a carrier is told by the policy. */
const notOfABody = ['model', 'models', 'messages', 'input', 'stream', 'fallbacks', 'disable_fallbacks', 'num_retries']

function proveBodies({ upstreams, targets }: SignalboxConfig): FileIssue[] {
  const prove = (body: Readonly<Record<string, unknown>> | undefined, path: FileIssue['path']): FileIssue[] =>
    Object.keys(body ?? {}).flatMap((name) =>
      notOfABody.includes(name)
        ? [
            {
              path: [...path, 'body', name],
              message: `A body cannot say "${name}": each request, or the policy, does. Leave it out; which models stand in is said by tiers and strategy.`,
            },
          ]
        : [],
    )
  return [
    ...Object.entries(upstreams).flatMap(([name, { body }]) => prove(body, ['upstreams', name])),
    ...targets.flatMap(({ body }, index) => prove(body, ['targets', index])),
  ]
}

function proveModels({ models = [] }: SignalboxConfig): FileIssue[] {
  return models.flatMap(({ id }, index) =>
    models.findIndex((other) => other.id === id) === index
      ? []
      : [
          {
            path: ['models', index, 'id'],
            message: `Two models have the id "${id}". Give each its own, or remove one.`,
          },
        ],
  )
}

/** Of two prices from one date, which holds would be chance. */
function provePrices({ models = [], targets }: SignalboxConfig): FileIssue[] {
  const twice = (prices: PricesConfig | undefined, path: FileIssue['path']): FileIssue[] =>
    (Array.isArray(prices) ? prices : []).flatMap(({ from }, index, all) =>
      all.findIndex((other) => instant(other.from) === instant(from)) === index
        ? []
        : [
            {
              path: [...path, 'prices', index],
              message: `Two prices hold from ${from ?? 'the beginning'}. Give each its own date, or remove one.`,
            },
          ],
    )
  return [
    ...models.flatMap(({ prices }, index) => twice(prices, ['models', index])),
    ...targets.flatMap(({ prices }, index) => twice(prices, ['targets', index])),
  ]
}

function instant(from: string | undefined): number {
  return from === undefined ? -Infinity : Date.parse(from)
}

function proveStrategy(config: SignalboxConfig): FileIssue[] {
  const { tiers, targets } = config
  const known = [...tiers.map(({ name }) => name), ...targets.map(({ id }) => id)]
  return listAllStrategies(config).flatMap((placed): FileIssue[] => {
    const { strategy: one, path } = placed
    if ('cascade' in one) {
      const { tiers: steps, gate } = one.cascade
      return [
        ...(gate.checks === undefined && gate.logprobs === undefined
          ? [
              {
                path: [...path, 'cascade', 'gate'],
                message: 'The gate of the cascade checks nothing. Name checks, logprobs or both.',
              },
            ]
          : []),
        ...steps.flatMap((step, index) =>
          steps.indexOf(step) === index
            ? []
            : [
                {
                  path: [...path, 'cascade', 'tiers', index],
                  message: `The cascade comes back to "${step}": it would go round in a circle. Name each tier once.`,
                },
              ],
        ),
      ]
    }
    if ('fallbacks' in one) {
      const { first, next = [], contextLength = [], contentPolicy = [] } = one.fallbacks
      return Object.entries({ next, contextLength, contentPolicy }).flatMap(([list, names]) =>
        names.flatMap((name, index) =>
          names.indexOf(name) === index && name !== first
            ? []
            : [
                {
                  path: [...path, 'fallbacks', list, index],
                  message: `The chain comes back to "${name}": it would go round in a circle. Name each once.`,
                },
              ],
        ),
      )
    }
    if ('explore' in one || 'sticky' in one) return proveExploration(placed, config)
    if (!('weighted' in one)) return []
    const names = listReferences(placed)
    if (!Object.values(one.weighted.weights).some((weight) => weight > 0))
      return [
        { path: [...path, 'weighted', 'weights'], message: 'No weight is above 0: nothing could be drawn. Raise one.' },
      ]
    return names
      .filter(({ name }) => !known.includes(name))
      .map(({ name, path }) => ({
        path,
        message: `The weights name "${name}", which is neither a tier nor a target. Known: ${known.join(', ')}.`,
      }))
  })
}

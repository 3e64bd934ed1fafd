import { createCatalog, type Catalog, type ModelCard } from '@signalbox/core'
import { checkConfig, type CheckedConfig } from '../src/check-config.ts'

/** Three models with everything that a proof asks for. */
export const catalog: Catalog = createCatalog({
  version: 'test',
  models: [
    toCard('deepseek/deepseek-v4-pro', 0.435, 'CN'),
    toCard('z-ai/glm-5.2', 1.4, 'CN'),
    toCard('anthropic/claude-sonnet-4.6', 3, 'US'),
  ],
})

function toCard(id: string, inputPerMillionUsd: number, jurisdiction: string): ModelCard {
  const vendor = id.split('/', 1)[0] ?? id
  const source = { name: 'test', date: '2026-01-01' }
  return {
    id,
    name: id,
    vendor,
    contextTokens: 200_000,
    capabilities: { tools: true, jsonMode: true, jsonSchema: true },
    inputModalities: ['text'],
    outputModalities: ['text'],
    jurisdiction,
    prices: [
      {
        provider: vendor,
        periods: [
          {
            tiers: [{ aboveInputTokens: 0, inputPerMillionUsd, outputPerMillionUsd: 2 * inputPerMillionUsd }],
            source,
          },
        ],
      },
    ],
    sources: { limits: source, capabilities: source },
  }
}

/** A config that holds; tests change one thing in it. */
export const goodText = `upstreams:
  maker: { dialect: openai-chat, baseUrl: https://api.maker.example/v1, apiKey: "\${MAKER_KEY}" }
  other: { dialect: anthropic-messages, baseUrl: https://api.other.example, apiKey: "\${OTHER_KEY}" }
targets:
  - { id: cheap, model: deepseek/deepseek-v4-pro, upstream: maker, as: v4 }
  - { id: spare, model: z-ai/glm-5.2, upstream: maker }
  - { id: dear, model: anthropic/claude-sonnet-4.6, upstream: other }
tiers:
  - { name: economy, targets: [cheap, spare] }
  - { name: frontier, targets: [dear] }
strategy:
  rules:
    - { when: { task: [chat, qa] }, use: economy }
    - { when: { task: math }, use: frontier }
  otherwise: frontier
baseline: anthropic/claude-sonnet-4.6
`

export const goodEnv: Readonly<Record<string, string>> = {
  MAKER_KEY: 'key-of-the-maker',
  OTHER_KEY: 'key of the other',
}

/** A moment at which every model above is priced and available. */
export const nowMs: number = Date.parse('2026-09-01T00:00:00Z')

/** A config with a mark where its problem is: the first place of the issue must be there. */
const mark = '¦'

export interface MarkedText {
  readonly text: string
  /** `line:column` of the mark; undefined without one. */
  readonly at: string | undefined
}

/** Replaces `from` in the good text by `to`; `from` must be there, so that no test changes nothing. */
export function changed(from: string | RegExp, to: string): MarkedText {
  const marked = goodText.replace(from, () => to)
  if (marked === goodText) throw new Error(`The text has no ${String(from)}.`)
  return unmarked(marked)
}

export function unmarked(marked: string): MarkedText {
  const offset = marked.indexOf(mark)
  const before = marked.slice(0, Math.max(0, offset)).split('\n')
  return {
    text: marked.replaceAll(mark, ''),
    at: offset < 0 ? undefined : `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`,
  }
}

/** Everything of the strategy, to put another in its place. */
export const strategyPart: RegExp = /strategy:[\s\S]*otherwise: frontier/

export function checked(text: string, env: Readonly<Record<string, string>> = goodEnv): CheckedConfig {
  return checkConfig(text, { file: 'signalbox.yaml', catalog, env, nowMs })
}

/** `line:column message` of every error, in order. */
export function errorsOf(text: string, env?: Readonly<Record<string, string>>): readonly string[] {
  return checked(text, env)
    .issues.filter(({ severity }) => severity === 'error')
    .map(({ line, column, message }) => `${line}:${column} ${message}`)
}

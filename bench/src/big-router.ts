import { createCatalog, createRouter, rules, type ModelCard, type Rule, type Router } from '@signalbox/core'

export function card(index: number): ModelCard {
  return {
    id: `vendor${index % 12}/model-${index}`,
    name: `Model ${index}`,
    vendor: `vendor${index % 12}`,
    contextTokens: 200_000,
    maxOutputTokens: 8_000,
    capabilities: { tools: true, jsonSchema: index % 3 !== 0, jsonMode: true, logprobs: index % 2 === 0 },
    inputModalities: ['text'],
    outputModalities: ['text'],
    licence: index % 2 === 0 ? 'MIT' : 'proprietary',
    openWeights: index % 2 === 0,
    jurisdiction: index % 4 === 0 ? 'CN' : 'US',
    prices: [
      {
        provider: `vendor${index % 12}`,
        periods: [
          {
            tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: 0.1 + index / 10, outputPerMillionUsd: 1 + index / 5 }],
          },
        ],
      },
    ],
    sources: {},
  }
}

const tasks = [
  'summarize',
  'classify',
  'extract',
  'format',
  'translate',
  'rewrite',
  'qa',
  'chat',
  'code',
  'math',
] as const

/** 100 models in two tiers and 100 rules, of which the last that matches decides nothing sooner. */
export function createBigRouter(): Router {
  const models = Array.from({ length: 100 }, (_, index) => card(index))
  const targets = models.map(({ id }, index) => ({ id: `t${index}`, model: id }))
  const list: Rule[] = Array.from({ length: 99 }, (_, index) => ({
    when: { task: [tasks[index % tasks.length] ?? 'qa'], tag: { app: `app-${index}` } },
    use: index % 2 === 0 ? 'economy' : 'frontier',
  }))
  list.push({ when: { task: [...tasks] }, use: 'economy' })
  return createRouter({
    catalog: createCatalog({ version: 'bench', models }),
    targets,
    tiers: [
      { name: 'economy', targets: targets.slice(0, 50).map(({ id }) => id) },
      { name: 'frontier', targets: targets.slice(50).map(({ id }) => id) },
    ],
    strategy: rules(list, { otherwise: 'frontier' }),
    constraints: { maxCostUsd: 5 },
    baseline: models[99]?.id,
  })
}

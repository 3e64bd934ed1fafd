import type { ModelCard, Target } from '@signalbox/core'
import type { Draw } from './draw.ts'

export function drawTargets(draw: Draw, least = 1, most = 5): readonly Target[] {
  const count = draw.int(least, most)
  return Array.from({ length: count }, (_, index): Target => {
    const provider = `p${draw.int(0, 2)}`
    return {
      id: `t${index}`,
      model: `v${draw.int(0, 2)}/m${draw.int(0, 1)}`,
      provider,
      key: draw.one(['k0', 'k0', 'k1']),
      region: draw.one(['eu', 'us']),
    }
  })
}

export function drawTiers(draw: Draw, ids: readonly string[]): { name: string; targets: string[] }[] {
  if (ids.length === 1 || draw.chance(0.3)) return [{ name: 'only', targets: [...ids] }]
  const middle = draw.int(1, ids.length - 1)
  return [
    { name: 'economy', targets: ids.slice(0, middle) },
    { name: 'frontier', targets: ids.slice(middle) },
  ]
}

export function drawCard(draw: Draw, id: string): ModelCard {
  const vendor = id.split('/')[0] ?? id
  return {
    id,
    name: id,
    vendor,
    contextTokens: draw.one([8_000, 32_000, 200_000]),
    maxOutputTokens: 4_000,
    capabilities: { tools: true, jsonSchema: true, jsonMode: true, logprobs: true },
    inputModalities: ['text'],
    outputModalities: ['text'],
    licence: 'proprietary',
    openWeights: false,
    jurisdiction: 'US',
    prices: [0, 1, 2].map((n) => ({
      provider: `p${n}`,
      periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: 1 + n, outputPerMillionUsd: 3 + n }] }],
    })),
    sources: {},
  }
}

import type { OutcomeRow, RouteRequest } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { servedLedger } from '../../test/judge-world.ts'
import { recallAsked, type HandedPrompt } from './recall-asked.ts'

const tool = { name: 'look', parameters: { type: 'object' } }
const messagesAlone = '[{"role":"user","content":"Q"}]'
const schema = { type: 'json', schema: { type: 'object' } } as const

async function rowOf(request: Partial<RouteRequest>, more: Partial<OutcomeRow> = {}): Promise<OutcomeRow> {
  const { outcomes } = await servedLedger([request])
  return { ...(outcomes[0] as OutcomeRow), ...more }
}

describe('a request of the past, asked again', () => {
  it('has its messages, limits and constraints, and nothing of its conversation', async () => {
    const constraints = { vendors: { deny: ['x'] } }
    const row = await rowOf({ constraints, maxOutputTokens: 99, tenant: 'acme', session: 's', task: 'extract' })
    const asked = recallAsked(row, undefined)
    expect(asked).toMatchObject({
      messages: [{ role: 'user', content: 'Question 1?' }],
      constraints,
      maxOutputTokens: 99,
      tenant: 'acme',
      task: 'extract',
    })
    expect(asked).not.toHaveProperty('session')
    expect(asked).not.toHaveProperty('features')
  })

  const table: readonly (readonly [
    string,
    Partial<RouteRequest>,
    Partial<OutcomeRow>,
    HandedPrompt | undefined,
    RegExp | undefined,
  ])[] = [
    ['an older row', {}, { requestJson: undefined }, undefined, /constraints are not known/],
    ['a caller who keeps out', { shadow: false }, {}, { messages: [{ role: 'user', content: 'Q' }] }, /keep them out/],
    ['a broken prompt', {}, { promptJson: '[{"role":' }, undefined, /cannot be read/],
    ['a prompt of nothing', {}, { promptJson: '[]' }, undefined, /cannot be read/],
    ['a prompt handed over', {}, { promptJson: undefined }, { messages: [{ role: 'user', content: 'Q' }] }, undefined],
    ['tools', { tools: [tool] }, {}, undefined, undefined],
    ['tools that were not kept', { tools: [tool] }, { promptJson: messagesAlone }, undefined, /had tools/],
    [
      'tools handed over',
      { tools: [tool] },
      {},
      { messages: [{ role: 'user', content: 'Q' }], tools: [tool] },
      undefined,
    ],
    ['JSON', { responseFormat: { type: 'json' } }, {}, undefined, undefined],
    ['a JSON Schema', { responseFormat: schema }, {}, undefined, undefined],
    ['a schema that was not kept', { responseFormat: schema }, { promptJson: messagesAlone }, undefined, /JSON Schema/],
    [
      'pictures',
      { messages: [{ role: 'user', content: [{ type: 'media', modality: 'image' }] }] },
      {},
      undefined,
      /more than text/,
    ],
    [
      'pictures handed over',
      {},
      {},
      { messages: [{ role: 'user', content: [{ type: 'media', modality: 'image' }] }] },
      /more than text/,
    ],
    ['a broken record', {}, { requestJson: '{"features":' }, undefined, /constraints are not known/],
    ['a bound turn', { lastTurn: { target: 'dear', isBound: true } }, {}, undefined, /their last turn/],
  ]
  it.each(table)('%s', async (_, request, more, handed, why) => {
    const asked = recallAsked(await rowOf(request, more), handed)
    if (why === undefined) expect(asked).toHaveProperty('messages')
    else expect(asked).toMatch(why)
  })
})

import { describe, expect, it } from 'vitest'
import { optionNamespaces } from './option-namespaces.ts'
import { callOptionsFor, markOf, optionsFor } from './provider-options.ts'

it.each([
  ['openai.responses', ['openai']],
  ['azure.chat', ['azure', 'openai']],
  ['google.generative-ai', ['google']],
  ['google.vertex.chat', ['google', 'vertex', 'googleVertex']],
  ['vertex.anthropic.messages', ['vertex', 'anthropic']],
  ['amazon-bedrock', ['amazon-bedrock', 'amazonBedrock', 'bedrock', 'anthropic']],
  ['my-host.chat', ['my-host', 'myHost']],
  ['claude-eu.messages', ['claude-eu', 'anthropic']],
])('%s reads %j', (provider, names) => {
  const found = optionNamespaces(provider)
  for (const name of names) expect(found).toContain(name)
})

describe('options of a call', () => {
  const reader = { id: 'a', namespaces: new Set(['openai']), claimed: new Set(['openai', 'anthropic']) }

  it.each([
    [undefined, undefined],
    [{ openai: { x: 1 } }, { openai: { x: 1 } }],
    [{ anthropic: { x: 1 } }, undefined],
    [
      { openai: { x: 1 }, anthropic: { y: 2 }, signalbox: { task: 'qa' }, other: { z: 3 } },
      { openai: { x: 1 }, other: { z: 3 } },
    ],
  ])('%j -> %j', (given, expected) => {
    expect(optionsFor(given, reader)).toEqual(expected)
  })

  it('all but ours reach a gateway, which hands them on', () => {
    const gateway = { ...reader, namespaces: optionNamespaces('gateway') }
    expect(optionsFor({ anthropic: { x: 1 }, gateway: { y: 2 }, signalbox: {} }, gateway)).toEqual({
      anthropic: { x: 1 },
      gateway: { y: 2 },
    })
  })

  it('for one target alone lie over those of the call', () => {
    const given = {
      openai: { x: 1, y: 1 },
      signalbox: { targets: { a: { openai: { y: 2 } }, b: { openai: { y: 3 } } } },
    }
    expect(callOptionsFor(given, reader)).toEqual({ openai: { x: 1, y: 2 } })
  })

  it('a mark needs all of its fields', () => {
    expect(markOf({ signalbox: { target: 'a', inputTokens: 1, atMs: 2 } })).toEqual({
      target: 'a',
      inputTokens: 1,
      atMs: 2,
    })
    expect(markOf({ signalbox: { target: 'a' } })).toBeUndefined()
  })
})

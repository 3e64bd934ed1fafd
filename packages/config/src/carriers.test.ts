import { createRouter } from '@signalbox/core'
import { expect, it } from 'vitest'
import { catalog, checked, errorsOf, changed, goodText, strategyPart } from '../test/config-text.ts'
import { toRouterOptions } from './to-router-options.ts'
import { toUpstreams } from './to-upstreams.ts'

const edit = (more: string) => goodText.replace(/(\n\s+maker:\s*\{)/, `$1 ${more},`)
const versionOf = (text: string): string => {
  const { config, issues } = checked(text)
  if (config === undefined) throw new Error(issues.map(({ message }) => message).join())
  return createRouter(toRouterOptions(config, catalog)).policy.version
}

it('the version of a policy changes with what decides who answers', () => {
  expect(edit('a: 1')).not.toBe(goodText)
  const versions = [
    goodText,
    edit('carrier: litellm'),
    edit('body: { provider: { only: [x] } }'),
    edit('carrier: litellm, fallsBack: true'),
  ].map(versionOf)
  expect(new Set(versions).size).toBe(4)
})

it('fallsBack: false claims nothing', () => {
  expect(
    checked(edit('fallsBack: false'))
      .issues.map(({ message }) => message)
      .join(),
  ).not.toContain('is said to fall back')
})

it('references in a body are filled in, or said to be none', () => {
  const { config, issues } = checked(edit('body: { user: "${TEAM}" }'))
  const upstream = config && toUpstreams(config, { TEAM: 'team-a' })[0]
  expect(issues.length > 0 || upstream?.body?.['user'] === 'team-a').toBe(true)
})

it('a body cannot say what every call says itself', () => {
  expect(checked(edit('body: { model: other, messages: [], stream: true }')).issues).not.toEqual([])
})

it('a circle in a chain is an error', () => {
  const text = changed(strategyPart, 'strategy: { fallbacks: { first: economy, next: [frontier, economy] } }').text
  expect(errorsOf(text)).not.toEqual([])
})

it('a target may offer more or less than its model', () => {
  const { config } = checked(changed('as: v4', 'as: v4, jsonSchema: false, tools: true').text)
  const target =
    config && toRouterOptions(config, catalog).targets.find(({ capabilities }) => capabilities !== undefined)
  expect(target?.capabilities).toEqual({ tools: true, jsonSchema: false, jsonMode: false })
})

it('a header that no call could carry is an error', () => {
  expect(errorsOf(edit('headers: { "bad header": v }')).join()).toContain('cannot be the name of a header')
})

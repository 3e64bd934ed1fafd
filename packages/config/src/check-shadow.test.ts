import { describe, expect, it } from 'vitest'
import { changed, checked } from '../test/config-text.ts'
import { toShadowSettings } from './to-shadow-settings.ts'

/** A file with a ledger and a shadow; the mark stands where its issue must point. */
const withShadow = (shadow: string, ledger = 'ledger: { sqlite: ./a.db, storeReplies: true }') =>
  changed('baseline:', `${ledger}\n${shadow}\nbaseline:`)
const issuesOf = (marked: ReturnType<typeof withShadow>): unknown[] =>
  checked(marked.text).issues.map(({ severity, line, column, message }) => [severity, `${line}:${column}`, message])

describe('a shadow', () => {
  it.each([
    ['a tier', 'shadow: { share: 0.05, to: frontier, budgetUsd: 2 }'],
    [
      'a target, and all there is to say',
      'shadow: { share: 1, to: dear, budgetUsd: 0.5, tasks: [qa, extract], maxConcurrent: 2, name: spring }',
    ],
  ])('of %s holds', (_, shadow) => expect(issuesOf(withShadow(shadow))).toEqual([]))

  it.each<[string, ReturnType<typeof withShadow>, string, RegExp]>([
    [
      'an unknown tier',
      withShadow('shadow: { share: 0.1, ¦to: fronteer, budgetUsd: 2 }'),
      'error',
      /asks "fronteer", which is neither a tier nor a target\. Known: economy, frontier, cheap, spare, dear/,
    ],
    [
      'an unknown task',
      withShadow('shadow: { share: 0.1, to: frontier, budgetUsd: 2, tasks: [qa, ¦qaa] }'),
      'warning',
      /task "qaa", which is never detected and no rule names.*Known: .*qa/,
    ],
    [
      'no ledger',
      withShadow('¦shadow: { share: 0.1, to: frontier, budgetUsd: 2 }', ''),
      'error',
      /no ledger to write to/,
    ],
    [
      'no replies',
      withShadow('¦shadow: { share: 0.1, to: frontier, budgetUsd: 2 }', 'ledger: { sqlite: ./a.db }'),
      'warning',
      /Set ledger\.storeReplies to true/,
    ],
    ['a share of more than all', withShadow('shadow: { ¦share: 2, to: frontier, budgetUsd: 2 }'), 'error', /share/],
    ['no budget', withShadow('¦shadow: { share: 0.2, to: frontier }'), 'error', /budgetUsd/],
  ])('with %s is told with its place', (_, marked, severity, says) => {
    expect(issuesOf(marked)).toEqual([[severity, marked.at, expect.stringMatching(says) as string]])
  })

  it('is what @signalbox/quality takes', () => {
    const settings = (shadow: string) => {
      const { config } = checked(withShadow(shadow).text)
      return config && toShadowSettings(config)
    }
    expect(settings('shadow: { share: 0.05, to: frontier, budgetUsd: 2, name: spring, tasks: [qa] }')).toEqual({
      to: 'tier:frontier',
      share: 0.05,
      budgetUsd: 2,
      study: 'spring',
      tasks: ['qa'],
      maxConcurrent: undefined,
    })
    expect(settings('shadow: { share: 0.05, to: dear, budgetUsd: 2 }')?.to).toBe('dear')
    expect(settings('aliases: { a: dear }')).toBeUndefined()
  })
})

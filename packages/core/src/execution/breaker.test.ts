import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { admits, closedBreaker, nextBreaker, type BreakerState } from './breaker.ts'
import { createMemoryBreakerStore } from './memory-breaker-store.ts'

const failure = { type: 'failure', tookMs: 0, jitter: 0 } as const
const success = { type: 'success', tookMs: 0 } as const

/** `f` a failure, `s` a success, `F` and `S` the same of a call that took a minute, `p` a probe sent, `d` a probe dropped, a number waits that many seconds, `hN` holds N seconds. */
function play(script: string, from: BreakerState = closedBreaker): { state: BreakerState; nowMs: number } {
  let state = from
  let nowMs = 0
  for (const word of script.split(' ').filter(Boolean)) {
    if (/^\d/.test(word)) nowMs += Number(word) * 1_000
    else if (word === 'f') state = nextBreaker(state, failure, nowMs)
    else if (word === 's') state = nextBreaker(state, success, nowMs)
    else if (word === 'F') state = nextBreaker(state, { ...failure, tookMs: 60_000 }, nowMs)
    else if (word === 'S') state = nextBreaker(state, { ...success, tookMs: 60_000 }, nowMs)
    else if (word === 'p') state = nextBreaker(state, { type: 'probe-start' }, nowMs)
    else if (word === 'd') state = nextBreaker(state, { type: 'probe-drop' }, nowMs)
    else state = nextBreaker(state, { type: 'hold', untilMs: nowMs + Number(word.slice(1)) * 1_000 }, nowMs)
  }
  return { state, nowMs }
}

describe('nextBreaker', () => {
  it.each([
    ['f f f f', 'yes', 'four failures are too few'],
    ['f f f f f', 'no', 'five in a row open it'],
    ['f f f f f 9', 'no', 'for ten seconds'],
    ['f f f f f 10', 'probe', 'then one probe'],
    ['f f f f f 10 p', 'no', 'and only one at a time'],
    ['f f f f f 10 p d', 'probe', 'a dropped probe leaves room for another'],
    ['f f f f f 10 p 121', 'probe', 'so does one that never reports'],
    ['f f f f f 10 p s', 'probe', 'one good probe asks for a second'],
    ['f f f f f 10 p s p s', 'yes', 'two good ones close it'],
    ['f f f f f 10 p f 15', 'no', 'a bad probe opens it for longer'],
    ['f f f f f 10 p f 16', 'probe', 'sixteen seconds'],
    ['s s s f f s f', 'yes', 'three of seven, and no five in a row'],
    ['s f s f f', 'no', 'half of five calls and more'],
    ['f f s 121 f f s', 'yes', 'what is older than two minutes has slid out of the window'],
    ['f f 60 s f 50 s f', 'no', 'what is not has not: four of six'],
    ['h5', 'no', 'a hold closes at once'],
    ['h5 5', 'probe', 'until it has run out'],
    ['h5 5 p s', 'yes', 'one good probe ends it'],
    ['h5 h2 4', 'no', 'a shorter hold does not shorten a longer one'],
    ['f f f f f s', 'probe', 'a last target that answers though open may be probed now'],
    ['60 f f f f f S', 'no', 'one that was under way when it opened says nothing'],
    ['60 f f f f f 10 p F', 'no', 'nor does its failure end the probe'],
    ['60 f f f f f 10 p F s', 'probe', 'which goes on'],
    ['h5 s', 'no', 'but not before a hold has run out'],
  ])('%s: %s (%s)', (script, expected) => {
    const { state, nowMs } = play(script)
    expect(admits(state, nowMs)).toBe(expected)
  })

  it('never stays open for more than 330 s, and is always JSON', () => {
    const word = fc.constantFrom('f', 's', 'F', 'S', 'p', 'd', '1', '20', '200')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const { state, nowMs } = play(words.join(' '))
        expect(state.openUntilMs - nowMs).toBeLessThanOrEqual(330_000)
        expect(state.buckets.length).toBeLessThanOrEqual(13)
        expect(JSON.parse(JSON.stringify(state))).toEqual(JSON.parse(JSON.stringify({ ...state })))
        expect(admits(state, nowMs + 331_000)).not.toBe('no')
      }),
    )
  })
})

describe('createMemoryBreakerStore', () => {
  it('takes over what another process saved, in its own time', () => {
    const { state } = play('f f f f f')
    const saved = JSON.parse(JSON.stringify({ atMs: 0, states: { 'target:a': state } }))
    let nowMs = 5_000_000
    const store = createMemoryBreakerStore({ monotonicMs: () => nowMs, saved, elapsedMs: 4_000 })
    const isOpen = (): boolean => admits(store.get('target:a') ?? closedBreaker, nowMs) === 'no'
    expect(isOpen()).toBe(true)
    nowMs += 5_999
    expect(isOpen()).toBe(true)
    nowMs += 1
    expect(isOpen()).toBe(false)
  })
})

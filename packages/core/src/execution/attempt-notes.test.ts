import { describe, expect, it } from 'vitest'
import { AttemptNotes } from './attempt-notes.ts'

describe('of an answer that is for the record alone', () => {
  it('so much of the text is held, and then no more is asked for', () => {
    const notes = new AttemptNotes(10)
    for (let index = 0; index < 100; index++) notes.content('four')
    expect(notes).toMatchObject({ text: 'fourfourfo', wantsText: false, contentTokens: 100 })
  })

  it('so many whole tool calls are held', () => {
    const notes = new AttemptNotes(10)
    for (const argumentsJson of ['{}', '{"a":"long"}', '{}']) notes.toolCall('find', argumentsJson)
    expect(notes.toView().toolCalls).toEqual([{ name: 'find', argumentsJson: '{}' }])
    expect(notes).toMatchObject({ hasOpaque: true, wantsText: true })
  })

  it('no log-probabilities are', () => {
    const notes = new AttemptNotes(10)
    notes.logprobs([-1, -2])
    expect(notes.toView().logprobs).toBeUndefined()
  })
})

it('of an answer that a gate judges, all is held; of one that nobody wants, nothing', () => {
  const [whole, none] = [new AttemptNotes(Infinity), new AttemptNotes(0)]
  for (const notes of [whole, none]) {
    notes.content('x'.repeat(100_000))
    notes.toolCall('find', '{}')
    notes.logprobs([-1])
  }
  expect(whole.toView()).toMatchObject({ text: 'x'.repeat(100_000), toolCalls: [{ name: 'find' }], logprobs: [-1] })
  expect(none.toView()).toMatchObject({ text: '', toolCalls: [], logprobs: undefined })
})

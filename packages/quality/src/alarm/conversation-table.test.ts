import { describe, expect, it } from 'vitest'
import { createConversationTable, type Conversation, type ConversationTable } from './conversation-table.ts'

const minuteMs = 60_000
const add = (table: ConversationTable, session: string, minute: number, isLeak = false, task = 'qa'): void =>
  table.add({ task, session }, isLeak, minute * minuteMs)
const taken = (table: ConversationTable, minute: number): readonly string[] => table.take(minute * minuteMs).map(toText)
const toText = ({ task, session, served, leaked }: Conversation): string => `${task} ${session} ${leaked}/${served}`

describe('conversations until they count', () => {
  it('are open for half an hour from their first request, however they go on, and count in order of their beginning', () => {
    const table = createConversationTable()
    add(table, 'a', 0, true)
    add(table, 'b', 1)
    add(table, 'a', 1, false, 'code')
    add(table, 'a', 29)
    expect(taken(table, 29)).toEqual([])
    expect(taken(table, 30)).toEqual(['qa a 1/2'])
    expect(taken(table, 45)).toEqual(['qa b 0/1', 'code a 0/1'])
    expect(taken(table, 90)).toEqual([])
  })

  it('count once a day', () => {
    const table = createConversationTable()
    for (let hour = 0; hour < 24; hour++) {
      expect(taken(table, hour * 60)).toEqual(hour === 1 ? ['qa a 1/1'] : [])
      add(table, 'a', hour * 60, true)
    }
    expect(taken(table, 1_440)).toEqual([])
    add(table, 'a', 1_440)
    expect(taken(table, 1_470)).toEqual(['qa a 0/1'])
  })

  it('have a bound: the oldest count early, and are forgotten early', () => {
    const table = createConversationTable(undefined, 2)
    for (const session of ['a', 'b', 'c']) add(table, session, 0)
    expect(taken(table, 1)).toEqual(['qa a 0/1'])
    expect(table.takeAll().map(toText)).toEqual(['qa b 0/1', 'qa c 0/1'])
    expect(taken(table, 2)).toEqual([])
    expect(table.state().over.map(({ session }) => session)).toEqual(['b', 'c'])
    for (const session of ['a', 'b', 'c']) add(table, session, 3)
    expect(table.state().open.map(({ session }) => session)).toEqual(['a'])
  })

  it('do not wait for a clock that was set back', () => {
    const table = createConversationTable()
    add(table, 'a', 10_000)
    expect(taken(table, 9_990)).toEqual([])
    expect(taken(table, 100)).toEqual(['qa a 0/1'])
    add(table, 'b', 100)
    expect(taken(table, 130)).toEqual(['qa b 0/1'])
  })
})

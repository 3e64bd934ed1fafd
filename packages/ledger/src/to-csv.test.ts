import { createMemoryLedger } from '@signalbox/core'
import { expect, it } from 'vitest'
import { toCsv } from './to-csv.ts'

const report = createMemoryLedger().report()

function firstField(key: string): string | undefined {
  const csv = toCsv({ ...report, groups: [{ ...report.total, key }] })
  return csv.slice(csv.indexOf('\r\n') + 2).split(',0,')[0]
}

it('has a header, one line per group and the total, CRLF each (RFC 4180)', () => {
  const lines = toCsv({ ...report, groups: [report.total] }).split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines[0]).toMatch(/^group,requests,served/)
  expect(lines[2]).toMatch(/^total,0,/)
})

it('leaves unknown figures empty', () => {
  const [, total = ''] = toCsv(report).split('\r\n')
  const header = toCsv(report).split('\r\n')[0]?.split(',') ?? []
  expect(total.split(',')[header.indexOf('saved_share')]).toBe('')
  expect(total.split(',')[header.indexOf('p50_ms')]).toBe('')
})

it.each([
  ['plain', 'plain'],
  ['with, comma', '"with, comma"'],
  ['with "quotes"', '"with ""quotes"""'],
  ['two\nlines', '"two\nlines"'],
  ['=SUM(A1)', "'=SUM(A1)"],
  ['@cmd', "'@cmd"],
])('writes the group %j as %j', (key, field) => {
  expect(firstField(key)).toBe(field)
})

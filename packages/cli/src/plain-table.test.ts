import { expect, it } from 'vitest'
import { toPlainTable } from './plain-table.ts'

const columns = [
  { head: 'model', width: 6 },
  { head: 'price', width: 5 },
  { head: 'from', width: 4 },
]

it('is as wide as its cells, one below the other', () => {
  expect(toPlainTable(columns, [['a/long-name', '1\n22', 'US']], 80)).toBe(
    'model        price  from\na/long-name  1      US\n             22',
  )
})

it('where that is too wide, a long cell pushes on the rest of its row alone', () => {
  const rows = [
    ['a/long-name', '1', 'US'],
    ['b', '2', 'CN'],
  ]
  expect(toPlainTable(columns, rows, 22)).toBe('model   price  from\na/long-name  1      US\nb       2      CN')
})

it('without rows is its heads', () => {
  expect(toPlainTable(columns, [], 80)).toBe('model  price  from')
})

import { expect, it } from 'vitest'
import { sampleReplay } from '../../test/page/sample-replay.ts'
import { benignNames } from '../../test/page/sample-names.ts'
import { toNothingGoneNotes } from './nothing-gone.ts'

const { report } = sampleReplay(benignNames)
const refused = (rejections: Readonly<Record<string, number>>): typeof report => ({
  ...report,
  total: { ...report.total, b: { ...report.total.b, rejections } },
})

it('names what nobody in B is', () => {
  const gone = [
    { what: 'vendor', value: 'opnai' },
    { what: 'vendor', value: 'acme' },
    { what: 'jurisdiction', value: 'CN' },
  ] as const
  expect(toNothingGoneNotes(gone, refused({ jurisdiction: 7 }))).toEqual([
    'Without vendor opnai, acme nothing of B is gone: no target of it is refused for that. Look at the spelling.',
  ])
  expect(toNothingGoneNotes(gone, refused({ jurisdiction: 7, vendor: 1 }))).toEqual([])
  expect(toNothingGoneNotes([], refused({}))).toEqual([])
})

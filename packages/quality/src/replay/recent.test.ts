import { expect, test } from 'vitest'
import { createRecent } from './recent.ts'

test('the last ones are remembered, with what was set last', () => {
  const recent = createRecent<number>(3)
  for (let key = 0; key < 10; key++) recent.set(`${key}`, key)
  recent.set('8', 80)
  expect(['7', '8', '9'].map(recent.get)).toEqual([7, 80, 9])
  expect(recent.get('1')).toBeUndefined()
})

import { expect, test } from 'vitest'
import { ClusterSizes } from './cluster-sizes.ts'

test.each([
  ['each on its own', 10_000, 1],
  ['twenty in each', 500, 20],
  ['twenty in each, of few', 10, 20],
])('the size of clusters: %s', (_, clusters, size) => {
  const sizes = new ClusterSizes()
  for (let cluster = 0; cluster < clusters; cluster++)
    for (let one = 0; one < size; one++) sizes.add(`conversation ${cluster}`)
  expect(sizes.designEffect / size).toBeGreaterThan(0.7)
  expect(sizes.designEffect / size).toBeLessThan(1.3)
})

test('nothing seen has no effect', () => {
  expect(new ClusterSizes().designEffect).toBe(1)
})

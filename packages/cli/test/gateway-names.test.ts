import { toJsonSchema } from '@signalbox/config'
import { controlNames, gatewayHeaders } from '@signalbox/http'
import { expect, it } from 'vitest'

// Neither package may import the other: here both are at hand.
it.each([
  ['headers', gatewayHeaders],
  ['allow', controlNames],
])('the file knows the same %s as the gateway', (key, names) => {
  expect(toJsonSchema()).toMatchObject({
    properties: { gateway: { properties: { [key]: { items: { enum: names } } } } },
  })
})

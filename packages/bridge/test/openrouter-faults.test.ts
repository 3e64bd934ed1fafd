import { testFaults, type FaultMode, type HostReading } from '@signalbox/contract-tests'
import { createMockOpenrouter } from '@signalbox/mock-providers'
import { createOpenrouterCarrier } from '../src/openrouter/openrouter-carrier.ts'
import { createCarriedSurface } from './carried-surface.ts'

const because =
  "a host's refusal of OpenRouter's own key, money, country or model name is no fault of our key: only this model is held ill"
const failed = 'primary failed server-error unknown'

const reading = (mode: FaultMode, cells: readonly string[], times: number): HostReading => ({
  cells,
  mode,
  because,
  expected: {
    kind: 'served',
    rows: [...Array.from({ length: times }, () => failed), 'fallback done yes'],
    breakers: ['target'],
  },
})

const surface = createCarriedSurface('OpenRouter', createOpenrouterCarrier(), {
  createProvider: createMockOpenrouter,
  readings: (['stream', 'whole'] as const).flatMap((mode) => [
    reading(mode, ['A09', 'A10', 'A10-402', 'A10-403', 'A17', 'A17-403', 'A18', 'A18-451', 'D07-quota'], 1),
    reading(mode, ['A16'], 2),
  ]),
})

testFaults(surface, 'real')
testFaults(surface, 'virtual')

import { testFaults } from '@signalbox/contract-tests'
import { createGatewaySurface } from '../gateway-surface.ts'

for (const client of ['openai-chat', 'openai-responses', 'anthropic-messages'] as const) {
  for (const upstream of ['openai-chat', 'anthropic-messages'] as const) {
    testFaults(createGatewaySurface(client, 'fetch'), 'virtual', upstream)
    testFaults(createGatewaySurface(client, 'sockets'), 'real', upstream)
  }
}

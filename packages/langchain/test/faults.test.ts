import { testFaults } from '@signalbox/contract-tests'
import { langchainEventSurface, langchainSurface } from './langchain-surface.ts'

testFaults(langchainSurface, 'real')
testFaults(langchainSurface, 'virtual')
testFaults(langchainSurface, 'virtual', 'anthropic-messages')
testFaults(langchainEventSurface, 'virtual')
testFaults(langchainEventSurface, 'virtual', 'anthropic-messages')

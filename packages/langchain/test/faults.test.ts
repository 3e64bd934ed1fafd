import { testFaults } from '@signalbox/contract-tests'
import { langchainSurface } from './langchain-surface.ts'

testFaults(langchainSurface, 'real')
testFaults(langchainSurface, 'virtual')
testFaults(langchainSurface, 'virtual', 'anthropic-messages')

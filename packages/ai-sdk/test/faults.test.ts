import { testFaults } from '@signalbox/contract-tests'
import { aiSdkSurface } from './ai-sdk-surface.ts'

testFaults(aiSdkSurface, 'real')
testFaults(aiSdkSurface, 'virtual')
testFaults(aiSdkSurface, 'virtual', 'anthropic-messages')

import { testFaults } from '@signalbox/contract-tests'
import { coreSurface } from './core-surface.ts'

testFaults(coreSurface, 'real')
testFaults(coreSurface, 'virtual')

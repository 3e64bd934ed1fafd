export { createFakeClock, type FakeClock } from './fake-clock.ts'
export { seededRandom } from '../ports/seeded-random.ts'
export {
  createScriptedModels,
  fails,
  ok,
  rateLimited,
  silent,
  streams,
  type Script,
  type ScriptStep,
  type ScriptedCall,
  type ScriptedModels,
} from './scripted-model.ts'
export { scriptedDialect } from './scripted-dialect.ts'
export type { ScriptedPart } from './scripted-part.ts'

export { checkProvider, type CheckedProvider, type ProviderIssue } from './openrouter/check-provider.ts'
export {
  createLateCosts,
  type LateCost,
  type LateCostCounts,
  type LateCosts,
  type LateCostsOptions,
  type UnpricedAttempt,
} from './openrouter/late-costs.ts'
export {
  createGenerationLookUp,
  type Generation,
  type GenerationAnswer,
  type GenerationLookUp,
  type GenerationLookUpOptions,
} from './openrouter/look-up-generation.ts'
export type { OpenrouterAccess, OpenrouterFailure, OpenrouterRefusal } from './openrouter/ask-openrouter.ts'
export type { ModelListCache, SavedModelList } from './openrouter/model-list-cache.ts'
export type { ModelList } from './openrouter/model-list.ts'
export { narrowProvider, type NarrowedProvider } from './openrouter/narrow-provider.ts'
export type { OpenrouterModel } from './openrouter/openrouter-model.ts'
export { openrouterProviderSchema } from './openrouter/openrouter-provider-schema.ts'
export type { OpenrouterProvider } from './openrouter/openrouter-provider.ts'
export {
  createOpenrouterTargets,
  type OpenrouterTargets,
  type OpenrouterTargetsOptions,
} from './openrouter/openrouter-targets.ts'
export { createOpenrouterCarrier } from './openrouter/openrouter-carrier.ts'
export type { CarrierFacts } from './carrier-facts.ts'
export { toPolicyProvider } from './openrouter/policy-provider.ts'
export { readKey, type KeyAnswer, type OpenrouterKey } from './openrouter/read-key.ts'
export { createModelList, type ModelListOptions, type ModelListReader } from './openrouter/read-openrouter-models.ts'
export { toOpenrouterCatalog, type OpenrouterCatalog } from './openrouter/to-openrouter-catalog.ts'
export {
  effectOfVariant,
  parseModelName,
  printModelName,
  type FreeLimits,
  type OpenrouterModelName,
  type VariantEffect,
} from './openrouter/variant.ts'
export { importOpenrouter, type ImportOpenrouterOptions } from './openrouter/import/import-openrouter.ts'
export type { Imported } from './import/imported.ts'
export type { SettingFate, SettingReport } from './import/setting-report.ts'

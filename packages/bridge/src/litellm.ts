export { exportLitellm, type ExportedLitellm, type ExportOptions } from './litellm/export/export-litellm.ts'
export type { SettingFate, SettingReport } from './import/setting-report.ts'
export { createMatchModel, type MatchModel } from './litellm/import/match-model.ts'
export { importLitellm, type ImportLitellmOptions } from './litellm/import/import-litellm.ts'
export type { ReadInclude } from './litellm/import/read-includes.ts'
export type { Imported } from './import/imported.ts'
export { createLitellmCarrier } from './litellm/litellm-carrier.ts'
export type { LitellmAccess } from './litellm/ask-litellm.ts'
export type {
  LitellmCapabilities,
  LitellmGroupMember,
  LitellmModelGroup,
  LitellmRates,
} from './litellm/litellm-model-group.ts'
export { toLitellmTargets, type LitellmTargets, type LitellmTargetsOptions } from './litellm/litellm-targets.ts'
export { readModelGroups, type LitellmModelGroups } from './litellm/read-model-groups.ts'
export { readLitellmProxy, type LitellmProxy } from './litellm/read-litellm-proxy.ts'

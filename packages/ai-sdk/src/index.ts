export * from '@signalbox/core'
export { createSignalbox } from './create-signalbox.ts'
export type {
  AnyEmbeddingModel,
  AnyLanguageModel,
  SignalboxCallOptions,
  SignalboxOptions,
} from './signalbox-options.ts'
export type { SignalboxProvider } from './signalbox-provider.ts'
export type { HostError } from './to-host-error.ts'

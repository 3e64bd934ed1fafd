import type { Router } from '@signalbox/core'
import type { HostModels } from './host-models.ts'
import type { SignalboxOptions } from './signalbox-options.ts'

/** What every model of one provider shares. Holds nothing of any request. */
export interface HostContext {
  readonly name: string
  readonly router: Router
  readonly models: HostModels
  readonly metadata: NonNullable<SignalboxOptions['metadata']>
  /** Whether a target takes back, unchanged, what another has made: the same model, read under the same name. */
  readonly takesBack: (target: string, from: string) => boolean
}

/** @throws InvalidArgumentError */
export function createHostContext(options: SignalboxOptions, models: HostModels): HostContext {
  const { router, name = 'signalbox', metadata = 'full' } = options
  const { modelOf } = models
  return {
    name,
    router,
    models,
    metadata,
    takesBack: (target, from) => {
      if (target === from) return true
      const [here, there] = [models.language.get(target), models.language.get(from)]
      if (here === undefined || there === undefined || modelOf.get(target) !== modelOf.get(from)) return false
      return here.model.provider === there.model.provider
    },
  }
}

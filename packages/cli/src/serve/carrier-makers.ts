import { createLitellmCarrier } from '@signalbox/bridge/litellm'
import { createOpenrouterCarrier } from '@signalbox/bridge/openrouter'
import type { OpenConfigOptions } from '@signalbox/express'

/** What may stand behind `carrier` in a config. */
export const carrierMakers: NonNullable<OpenConfigOptions['carriers']> = {
  litellm: createLitellmCarrier,
  openrouter: createOpenrouterCarrier,
}

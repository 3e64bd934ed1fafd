import type { SignalboxConfig } from '@signalbox/config'
import { writeConfig } from '../../import/write-config.ts'

/** The config as a file with a remark over each section. */
export function writeLitellmConfig(config: SignalboxConfig, file: string): string {
  return writeConfig(config, {
    head: `\nImported from ${file.replaceAll(/\s+/g, ' ')}. Prove it with: signalbox check\nThe same model names are served: point clients at signalbox serve.\n`,
    upstreams: 'Where models are called. Keys stand in the environment, never here.',
    models: 'Models that the catalogue does not have.',
    targets: 'A deployment of model_list each. "model" is its id in the catalogue, "as" its name on the wire.',
    tiers: 'A model_name of LiteLLM each, cheapest first; those of unknown price last.',
    strategy: 'By the name that a client sends: who serves, and who stands in. Nothing else does.',
    aliases: 'Names that clients send. "auto" lets the rules above decide.',
    execution: 'One deadline and one number of attempts for a request with all its retries and fall-backs.',
    budgets: 'What may be spent in a period.',
    baseline: 'What you would use without a router: savings are held against it.',
    ledger: 'What every request cost and who served it; prompts are not kept unless storePrompts: true.',
    gateway: "LiteLLM's port, on this machine only; for others set host: 0.0.0.0 and a token.",
  })
}

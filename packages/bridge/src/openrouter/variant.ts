import type { OpenrouterProvider } from './openrouter-provider.ts'

/** `author/slug:variant`, taken apart. Variants can follow each other: `openai/gpt-oss-20b:free:online`. */
export interface OpenrouterModelName {
  /** `author/slug` */
  readonly model: string
  /** In their order, without colons; ones we do not know are kept. */
  readonly variants: readonly string[]
}

/** What a variant does to a call and its price. */
export interface VariantEffect {
  /**
   * `entry`: a model of its own in OpenRouter's list, with its own price and limits; a model that has none cannot be called so.
   * `routing`: goes with any model and changes only how hosts are chosen. `plugin`: goes with any model and adds to what it does.
   */
  readonly kind: 'entry' | 'routing' | 'plugin'
  /** The `provider` fields that it stands for. */
  readonly provider?: OpenrouterProvider | undefined
  /**
   * `same`: the model's own. `free`: 0, known. `own`: its entry's. `lower-bound`: the model's own, and a search that only OpenRouter's
   * account of the call tells.
   */
  readonly price: 'same' | 'free' | 'own' | 'lower-bound'
  /** Of the whole account, not of a model or a key. */
  readonly limits?: FreeLimits | undefined
  /** What to use in its place. */
  readonly deprecatedFor?: string | undefined
}

/** Requests of an account to free models; the day is that of UTC. What is used up stands in `readKey`. */
export interface FreeLimits {
  readonly perMinute: number
  readonly perDay: number
  /** Per day once 10 credits have been bought, ever. */
  readonly perDayWithCredits: number
}

/** https://openrouter.ai/docs/guides/routing/model-variants/overview and the pages beside it, read on 2026-11-25. */
const effects: Readonly<Record<string, VariantEffect>> = {
  floor: { kind: 'routing', price: 'same', provider: { sort: 'price' } },
  nitro: { kind: 'routing', price: 'same', provider: { sort: 'throughput' } },
  exacto: { kind: 'routing', price: 'same', provider: { sort: 'exacto' } },
  online: { kind: 'plugin', price: 'lower-bound', deprecatedFor: 'the server tool openrouter:web_search' },
  free: { kind: 'entry', price: 'free', limits: { perMinute: 20, perDay: 50, perDayWithCredits: 1_000 } },
  thinking: { kind: 'entry', price: 'own' },
  extended: { kind: 'entry', price: 'own' },
  batch: { kind: 'entry', price: 'own' },
}

export function parseModelName(name: string): OpenrouterModelName {
  const [model = '', ...variants] = name.split(':')
  return { model, variants: variants.filter((one) => one !== '') }
}

export function printModelName({ model, variants }: OpenrouterModelName): string {
  return [model, ...variants].join(':')
}

/** @returns undefined for a variant we do not know: it is sent on, and what it costs is not known either */
export function effectOfVariant(variant: string): VariantEffect | undefined {
  return Object.hasOwn(effects, variant) ? effects[variant] : undefined
}

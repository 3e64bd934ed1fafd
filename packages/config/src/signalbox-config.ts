import type { Budget, ChecksParams, Condition, Constraints, ExecutionOptions, LogprobsParams } from '@signalbox/core'
import type { GatewayConfig } from './gateway-config.ts'

/** USD per million tokens. */
export interface RatesConfig {
  input: number
  output: number
  cacheRead?: number | undefined
  cacheWrite?: number | undefined
}

/** One price, or prices in force from dates on. */
export type PricesConfig = RatesConfig | (RatesConfig & { from?: string | undefined })[]

/** One provider account. */
export interface UpstreamConfig {
  dialect: 'openai-chat' | 'openai-responses' | 'anthropic-messages'
  baseUrl: string
  /** The name of an environment variable as `${NAME}`. */
  apiKey?: string | undefined
  headers?: Record<string, string> | undefined
  /** Another gateway stands there, which routes, prices and wraps errors on its own. */
  carrier?: 'litellm' | 'openrouter' | undefined
  /** It falls back on its own among the targets of a tier: they go out as one call. Default: one model a call, its fall-back off. */
  fallsBack?: boolean | undefined
  /** Fields of every request. */
  body?: Record<string, unknown> | undefined
}

/** One way to call a model. */
export interface TargetConfig {
  id: string
  model: string
  provider?: string | undefined
  upstream: string
  as?: string | undefined
  /** Fields of its requests. */
  body?: Record<string, unknown> | undefined
  region?: string | undefined
  jurisdiction?: string | undefined
  retentionDays?: number | undefined
  contextTokens?: number | undefined
  maxOutputTokens?: number | undefined
  /** What this way of calling the model offers, where that is more or less than the model's own. */
  tools?: boolean | undefined
  jsonSchema?: boolean | undefined
  logprobs?: boolean | undefined
  prices?: PricesConfig | undefined
  assumedPrice?: { input: number; output: number } | undefined
}

/** A model of the operator's own. */
export interface ModelConfig {
  id: string
  name?: string | undefined
  contextTokens: number
  maxOutputTokens?: number | undefined
  tools?: boolean | undefined
  jsonSchema?: boolean | undefined
  logprobs?: boolean | undefined
  inputModalities?: ('text' | 'image' | 'audio' | 'video' | 'file')[] | undefined
  /** `embedding`: it gives vectors, not text. */
  outputModalities?: ('text' | 'embedding')[] | undefined
  licence?: string | undefined
  openWeights?: boolean | undefined
  jurisdiction?: string | undefined
  availableFrom?: string | undefined
  availableUntil?: string | undefined
  prices?: PricesConfig | undefined
}

/** Gates of a cascade step; with both, both must agree. */
export interface GateConfig {
  checks?: ChecksParams | undefined
  logprobs?: LogprobsParams | undefined
}

/** A share of requests that goes where the dice say. */
export interface ExploreConfig {
  /** Of all requests, 0..1. */
  share: number
  /** Tiers to draw from. Default: all. */
  among?: string[] | undefined
}

/** A share of served requests that somebody else answers too, beside. */
export interface ShadowConfig {
  /** 0..1 */
  share: number
  /** A tier, or a target. */
  to: string
  /** The most it may spend in a day (UTC). */
  budgetUsd: number
  /** Only requests of these tasks. */
  tasks?: string[] | undefined
  /** Requests answered beside at once. Default 8. */
  maxConcurrent?: number | undefined
  /** Its name in the record. Default `shadow`. */
  name?: string | undefined
}

/** Strategies nest. */
export type StrategyConfig =
  | { tier: string }
  | {
      rules: { name?: string | undefined; when: Condition; use: string | StrategyConfig }[]
      otherwise: string | StrategyConfig
    }
  | { cascade: { tiers: string[]; gate: GateConfig; onNoEvidence?: 'accept' | 'escalate' | undefined } }
  | { cheapest: { tiers?: string[] | undefined } }
  | {
      fastest: {
        tiers?: string[] | undefined
        by?: 'first-content' | 'duration' | undefined
        minimumSamples?: number | undefined
      }
    }
  | {
      weighted: {
        weights: Record<string, number>
        stickyBy?: 'request' | 'session' | 'tenant' | undefined
        salt?: string | undefined
      }
    }
  | { sticky: { inner: StrategyConfig; cacheTtlMs?: number | undefined } }
  | {
      fallbacks: {
        first: string | StrategyConfig
        next?: string[] | undefined
        contextLength?: string[] | undefined
        contentPolicy?: string[] | undefined
      }
    }
  | { explore: ExploreConfig & { inner: StrategyConfig } }
  | { pinned: string[] }
  | { firstOf: StrategyConfig[] }

/** When an escalation rate raises an alarm. */
export interface AlarmConfig {
  /** Share of a task type's served requests that may escalate for causes other than an intended rule, above 0 and below 1. Default 0.2. */
  target?: number | undefined
  /** Task type -> its own target. */
  tasks?: Record<string, number> | undefined
  /** Chance that a task type at its target ever raises an alarm. Default 0.05. */
  falseAlarmRate?: number | undefined
}

/** The config file as data. */
export interface SignalboxConfig {
  name?: string | undefined
  upstreams: Record<string, UpstreamConfig>
  models?: ModelConfig[] | undefined
  targets: TargetConfig[]
  tiers: { name: string; targets: string[] }[]
  strategy: StrategyConfig
  /** The whole strategy, with a share drawn at random. */
  explore?: ExploreConfig | undefined
  aliases?: Record<string, string> | undefined
  constraints?: Constraints | undefined
  execution?: Partial<ExecutionOptions> | undefined
  budgets?: Budget[] | undefined
  pinnedMayFallBack?: boolean | undefined
  baseline?: string | undefined
  ledger?:
    | {
        sqlite: string
        synchronous?: 'normal' | 'full' | undefined
        storePrompts?: boolean | undefined
        /** What attempts answered is kept. */
        storeReplies?: boolean | undefined
      }
    | undefined
  shadow?: ShadowConfig | undefined
  gateway?: GatewayConfig | undefined
  alarm?: AlarmConfig | undefined
}

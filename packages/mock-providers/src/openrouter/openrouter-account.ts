import type { MockLogEntry } from '../mock-request.ts'
import type { OpenrouterError } from './openrouter-error.ts'
import type { ListedEndpoint } from './openrouter-listing.ts'
import { outputLimitOf } from './openrouter-prompt.ts'

export interface AccountOptions {
  /** Credits bought, USD. Default 1,000. */
  readonly creditsUsd?: number | undefined
  /** The key's own limit, USD. Default: none. */
  readonly keyLimitUsd?: number | undefined
  /** Limits of `:free` models. Default: 20 a minute and 50 a day, as without credits of 10 USD. */
  readonly freeLimits?: { readonly perMinute: number; readonly perDay: number } | undefined
}

/** The money and the free requests of one account. */
export interface Account {
  /** Why this account may not send a request there now; a request to a `:free` model is counted by asking. */
  readonly refusal: (endpoint: ListedEndpoint, request: MockLogEntry) => OpenrouterError | undefined
  readonly charge: (usd: number) => void
  /** `data` of GET /credits. */
  readonly credits: () => unknown
  /** `data` of GET /key. */
  readonly key: () => unknown
  readonly reset: () => void
}

export function createAccount(options: AccountOptions, nowMs: () => number): Account {
  const { creditsUsd = 1_000, keyLimitUsd, freeLimits = { perMinute: 20, perDay: 50 } } = options
  let usedUsd = 0
  const minute = createWindow(minuteMs, freeLimits.perMinute, nowMs)
  const day = createWindow(dayMs, freeLimits.perDay, nowMs)

  return {
    refusal: ({ modelId, price }, { body }) => {
      const leftUsd = Math.min(creditsUsd, keyLimitUsd ?? Infinity) - usedUsd
      if (modelId.endsWith(':free')) {
        if (creditsUsd < usedUsd) return noCredits
        if (!day.take()) return limited('free-models-per-day', day, dayRemedy, 'openrouter_free_tier_daily')
        return minute.take() ? undefined : limited('free-models-per-min', minute)
      }
      if (leftUsd <= 0) return keyLimitUsd !== undefined && usedUsd >= keyLimitUsd ? keySpent : noCredits
      const asked = outputLimitOf(body) ?? 0
      const affordable = Math.floor((leftUsd * 1e6) / price.outputPerMillionUsd)
      return asked > affordable ? tooFew(asked, affordable) : undefined
    },
    charge: (usd) => void (usedUsd += usd),
    credits: () => ({ total_credits: creditsUsd, total_usage: usedUsd }),
    key: () => ({
      label: 'sk-or-v1-moc...key',
      limit: keyLimitUsd ?? null,
      limit_remaining: keyLimitUsd === undefined ? null : Math.max(0, keyLimitUsd - usedUsd),
      limit_reset: null,
      usage: usedUsd,
      usage_daily: usedUsd,
      usage_weekly: usedUsd,
      usage_monthly: usedUsd,
      byok_usage: 0,
      byok_usage_daily: 0,
      byok_usage_weekly: 0,
      byok_usage_monthly: 0,
      include_byok_in_limit: false,
      free_model_daily_requests: {
        limit: freeLimits.perDay,
        remaining: day.left(),
        used: freeLimits.perDay - day.left(),
      },
      is_free_tier: creditsUsd === 0,
      is_management_key: false,
      is_provisioning_key: false,
      rate_limit: { requests: -1, interval: '10s', note: 'This field is deprecated and safe to ignore.' },
      allowed_data_regions: ['global'],
      creator_user_id: 'user_mock',
      organization_id: null,
      workspace_id: null,
      expires_at: null,
    }),
    reset: () => {
      usedUsd = 0
      for (const window of [minute, day]) window.reset()
    },
  }
}

interface Window {
  readonly limit: number
  readonly take: () => boolean
  readonly left: () => number
  /** Ms since 1970. */
  readonly endsMs: () => number
  readonly reset: () => void
}

/** A count that starts anew with every whole minute or UTC day. */
function createWindow(lengthMs: number, limit: number, nowMs: () => number): Window {
  let current = -1
  let taken = 0
  const turn = (): number => {
    const index = Math.floor(nowMs() / lengthMs)
    if (index !== current) [current, taken] = [index, 0]
    return index
  }
  return {
    limit,
    take: () => {
      turn()
      if (taken >= limit) return false
      taken++
      return true
    },
    left: () => {
      turn()
      return limit - taken
    },
    endsMs: () => (turn() + 1) * lengthMs,
    reset: () => void (taken = 0),
  }
}

const minuteMs = 60_000
const dayMs = 86_400_000

function limited(which: string, window: Window, remedy = '', limitSource?: string): OpenrouterError {
  const headers = {
    'X-RateLimit-Limit': String(window.limit),
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-Reset': String(window.endsMs()),
  }
  return {
    status: 429,
    message: `Rate limit exceeded: ${which}. ${remedy}`.trimEnd(),
    metadata: {
      headers,
      provider_name: null,
      error_type: 'rate_limit_exceeded',
      ...(limitSource !== undefined && { limit_source: limitSource }),
    },
    headers,
  }
}

const dayRemedy = 'Add 10 credits to unlock 1000 free model requests per day'

const noCredits: OpenrouterError = {
  status: 402,
  message: 'Insufficient credits. Add more using https://openrouter.ai/settings/credits',
  metadata: { provider_name: null, error_type: 'payment_required', limit_source: 'openrouter_credits' },
}

const keySpent: OpenrouterError = {
  status: 402,
  message: 'Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys',
  metadata: { provider_name: null, error_type: 'payment_required', limit_source: 'openrouter_key_limit' },
}

function tooFew(asked: number, affordable: number): OpenrouterError {
  return {
    ...noCredits,
    message:
      `This request requires more credits, or fewer max_tokens. You requested up to ${asked} tokens, ` +
      `but can only afford ${affordable}. To increase, visit https://openrouter.ai/settings/credits and add more credits`,
  }
}

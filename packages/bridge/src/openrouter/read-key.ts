import { z } from 'zod'
import { askOpenrouter, type OpenrouterAccess, type OpenrouterRefusal } from './ask-openrouter.ts'

/** What OpenRouter says of a key: `GetCurrentKeyData` of @openrouter/sdk 1.3.19. Amounts are USD. */
export interface OpenrouterKey {
  /** The key, shortened by OpenRouter so that it can be shown. */
  readonly label: string | undefined
  /** undefined = no limit. */
  readonly limitUsd: number | undefined
  readonly limitRemainingUsd: number | undefined
  /** `daily`, `weekly`, `monthly`; undefined = never. */
  readonly limitReset: string | undefined
  readonly usageUsd: number | undefined
  /** Of this day, UTC. */
  readonly usageTodayUsd: number | undefined
  readonly usageThisMonthUsd: number | undefined
  /** Paid to providers with keys of one's own, all time. */
  readonly byokUsageUsd: number | undefined
  /** No credits have ever been bought. */
  readonly isFreeTier: boolean | undefined
  /** Can manage keys, and cannot be used for calls. */
  readonly isManagementKey: boolean | undefined
  /** Requests to `:free` models of the account on this day, UTC. */
  readonly freeRequests: { readonly limit: number; readonly used: number; readonly remaining: number } | undefined
  /** ISO 8601; undefined = never. */
  readonly expiresAt: string | undefined
  /** `global`, `europe`, `us`: where its calls may be routed. */
  readonly dataRegions: readonly string[] | undefined
}

export type KeyAnswer = { readonly kind: 'found'; readonly key: OpenrouterKey } | OpenrouterRefusal

const amount = z.number().nullish().catch(undefined)
const flag = z.boolean().nullish().catch(undefined)
const text = z.string().nullish().catch(undefined)

const schema = z.object({
  data: z.object({
    label: text,
    limit: amount,
    limit_remaining: amount,
    limit_reset: text,
    usage: amount,
    usage_daily: amount,
    usage_monthly: amount,
    byok_usage: amount,
    is_free_tier: flag,
    is_management_key: flag,
    free_model_daily_requests: z
      .object({ limit: z.number(), used: z.number(), remaining: z.number() })
      .nullish()
      .catch(undefined),
    expires_at: text,
    allowed_data_regions: z.array(z.string()).nullish().catch(undefined),
  }),
})

/** `GET /key`: limits and use of the key it is asked with. Fields that are missing or odd are undefined. Never throws. */
export async function readKey(access: OpenrouterAccess & { readonly apiKey: string }): Promise<KeyAnswer> {
  const answer = await askOpenrouter('/key', access)
  if (answer.kind === 'failed') return answer
  const { data } = schema.safeParse(answer.kind === 'ok' ? answer.body : undefined).data ?? {}
  if (data === undefined) {
    const message = 'OpenRouter said nothing that can be read of the key. Check the address: it ends in /api/v1.'
    return { kind: 'failed', reason: 'refused', message }
  }
  return {
    kind: 'found',
    key: {
      label: data.label ?? undefined,
      limitUsd: data.limit ?? undefined,
      limitRemainingUsd: data.limit_remaining ?? undefined,
      limitReset: data.limit_reset ?? undefined,
      usageUsd: data.usage ?? undefined,
      usageTodayUsd: data.usage_daily ?? undefined,
      usageThisMonthUsd: data.usage_monthly ?? undefined,
      byokUsageUsd: data.byok_usage ?? undefined,
      isFreeTier: data.is_free_tier ?? undefined,
      isManagementKey: data.is_management_key ?? undefined,
      freeRequests: data.free_model_daily_requests ?? undefined,
      expiresAt: data.expires_at ?? undefined,
      dataRegions: data.allowed_data_regions ?? undefined,
    },
  }
}

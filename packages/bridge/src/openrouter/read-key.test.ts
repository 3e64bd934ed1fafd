import { GetCurrentKeyResponse$inboundSchema } from '@openrouter/sdk/models/operations'
import { createFakeClock } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { scriptedFetch } from './fixtures/scripted-fetch.ts'
import { readKey } from './read-key.ts'

const published = {
  data: {
    allowed_data_regions: ['global'],
    byok_usage: 0,
    byok_usage_daily: 0,
    byok_usage_monthly: 0,
    byok_usage_weekly: 0,
    creator_user_id: null,
    expires_at: '2027-12-31T23:59:59Z',
    free_model_daily_requests: { limit: 1_000, remaining: 988, used: 12 },
    include_byok_in_limit: false,
    is_free_tier: false,
    is_management_key: false,
    is_provisioning_key: false,
    label: 'sk-or-v1-0e6...1c9',
    limit: 100,
    limit_remaining: 74.5,
    limit_reset: 'monthly',
    organization_id: null,
    rate_limit: { interval: '10s', note: 'deprecated', requests: -1 },
    usage: 25.5,
    usage_daily: 1.25,
    usage_monthly: 25.5,
    usage_weekly: 5,
    workspace_id: null,
  },
}

const access = (answer: Response | Error) => {
  const scripted = scriptedFetch(answer)
  return { ...scripted, apiKey: 'sk-or-secret', clock: createFakeClock() }
}

describe('a key', () => {
  it('is told in the shape of GetCurrentKeyResponse in their SDK', () => {
    expect(GetCurrentKeyResponse$inboundSchema.safeParse(published).error).toBeUndefined()
  })

  it('is read', async () => {
    const asked = access(Response.json(published))
    expect(await readKey(asked)).toEqual({
      kind: 'found',
      key: {
        label: 'sk-or-v1-0e6...1c9',
        limitUsd: 100,
        limitRemainingUsd: 74.5,
        limitReset: 'monthly',
        usageUsd: 25.5,
        usageTodayUsd: 1.25,
        usageThisMonthUsd: 25.5,
        byokUsageUsd: 0,
        isFreeTier: false,
        isManagementKey: false,
        freeRequests: { limit: 1_000, used: 12, remaining: 988 },
        expiresAt: '2027-12-31T23:59:59Z',
        dataRegions: ['global'],
      },
    })
    expect(asked.requests[0]?.url).toBe('https://openrouter.ai/api/v1/key')
    expect(asked.requests[0]?.headers.get('authorization')).toBe('Bearer sk-or-secret')
  })

  it('has what is not told undefined', async () => {
    const data = {
      label: 'x',
      limit: null,
      usage: 'much',
      is_free_tier: true,
      free_model_daily_requests: { limit: 50 },
    }
    const answer = await readKey(access(Response.json({ data })))
    expect(answer).toMatchObject({ kind: 'found', key: { label: 'x', isFreeTier: true } })
    expect(answer.kind === 'found' && answer.key).toMatchObject({
      limitUsd: undefined,
      usageUsd: undefined,
      freeRequests: undefined,
    })
  })

  it.each([
    [
      Response.json({ error: { code: 401, message: 'User not found for sk-or-secret' } }, { status: 401 }),
      'unauthorised',
    ],
    [new Response(null, { status: 402 }), 'no-credits'],
    [new Response('<html>'), 'not-json'],
    [Response.json({ key: 1 }), 'refused'],
    [new Response(null, { status: 304 }), 'refused'],
    [new TypeError('fetch failed'), 'unreachable'],
  ])('that cannot be read says why: %#', async (response, reason) => {
    const answer = await readKey(access(response))
    expect(answer).toMatchObject({ kind: 'failed', reason })
    expect(JSON.stringify(answer)).not.toContain('sk-or-secret')
  })
})

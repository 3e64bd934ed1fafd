import { countTokens } from '../count-tokens.ts'
import type { MockLogEntry } from '../mock-request.ts'
import type { MockResult } from '../mock-result.ts'
import { realSleep, type MockProvider } from '../mock-provider.ts'
import { openLogEntry, parseObject } from '../open-log-entry.ts'
import { createKeyRing } from './key-ring.ts'
import type { LitellmDeployment, LitellmKey } from './litellm-deployment.ts'
import { toErrorResult } from './litellm-error.ts'
import { readLitellmFields } from './litellm-fields.ts'
import { litellmVersion, toErrorHeaders } from './litellm-headers.ts'
import { toModelInfo, toModelList } from './litellm-lists.ts'
import { refusals } from './litellm-refusals.ts'
import { createLitellmRouter } from './litellm-router.ts'
import type { LitellmUsage } from './litellm-vendor.ts'
import { toLitellmResult } from './to-litellm-result.ts'

export interface MockLitellmOptions {
  /** Default `litellm`. */
  readonly name?: string | undefined
  readonly deployments: readonly LitellmDeployment[]
  /** `general_settings.master_key`. Without one and without keys, everybody is welcome. */
  readonly masterKey?: string | undefined
  /** Virtual keys. */
  readonly keys?: Readonly<Record<string, LitellmKey>> | undefined
  /** `router_settings.fallbacks`: group -> groups. */
  readonly fallbacks?: Readonly<Record<string, readonly string[]>> | undefined
  /** How it waits for a provider that is silent; replace it for virtual time. */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined
  readonly nowMs?: (() => number) | undefined
}

/**
 * A fake LiteLLM proxy in front of mock providers: `/v1/chat/completions`, `/v1/embeddings`, `/v1/models`, `/v1/model/info`, `/health/…`.
 * Source: what LiteLLM 1.106.12 sends; packages/bridge/test/litellm-flavour.test.ts holds the two side by side.
 */
export function createMockLitellm(options: MockLitellmOptions): MockProvider {
  const { name = 'litellm', masterKey, keys = {}, fallbacks, sleep = realSleep, nowMs = Date.now } = options
  const deployments = options.deployments.map((one, index) => ({ ...one, id: one.id ?? `${one.group}-${index + 1}` }))
  const requests: MockLogEntry[] = []
  const ring = createKeyRing(masterKey, keys, nowMs)
  const router = createLitellmRouter({ deployments, fallbacks, nowMs })
  const lists: Readonly<Record<string, () => unknown>> = {
    '/models': () => toModelList(deployments),
    '/model/info': () => toModelInfo(deployments),
    '/health/readiness/details': () => readinessDetails,
  }

  const handle: MockProvider['handle'] = async (method, rawPath, headers, text, signal) => {
    const path = rawPath.replace(/^\/v1(?=\/)/, '').split('?')[0] ?? ''
    const isGet = method === 'GET'
    if (isGet && Object.hasOwn(health, path)) return toJson(200, health[path])
    const key = keyOf(headers)
    const list = Object.hasOwn(lists, path) ? lists[path] : undefined
    const route = routes.find((one) => one === path)
    if (list === undefined && route === undefined) return toJson(404, { detail: 'Not Found' })
    if (isGet !== (list !== undefined) || (!isGet && method !== 'POST'))
      return toJson(405, { detail: 'Method Not Allowed' })
    const refusal = ring.refuse(key)
    if (list !== undefined || route === undefined)
      return refusal === undefined ? toJson(200, list?.()) : toErrorResult(refusal)

    const body = parseObject(text)
    const n = requests.length + 1
    const entry = openLogEntry({
      n,
      dialect: route === '/embeddings' ? 'openai-embeddings' : 'openai-chat',
      path: rawPath,
      requestId: headers['x-litellm-call-id'] ?? `${name}-${n}`,
      headers,
      body,
    })
    requests.push(entry)
    const needed = route === '/embeddings' ? 'input' : 'messages'
    const denial = refusal ?? ring.refuseGroup(key, entry.model)
    const early =
      denial ?? ring.refuseRate(key) ?? (body?.[needed] === undefined ? refusals.missing(route, needed) : undefined)
    if (early !== undefined) {
      Object.assign(entry, { status: early.status, ended: 'complete' })
      const isEmbedding = route === '/embeddings'
      const head = { callId: entry.requestId, keySpendUsd: ring.spendUsd(key), isEmbedding }
      return toErrorResult(early, denial === undefined ? toErrorHeaders(head) : {})
    }
    const fields = readLitellmFields(entry.body, headers)
    const routed = await router.route(entry.model, fields, {
      route,
      signal,
      sleep,
      timeoutSeconds: fields.timeoutSeconds,
    })
    return toLitellmResult(routed, {
      entry,
      createdSeconds: Math.floor(nowMs() / 1_000),
      promptTokens: countTokens(JSON.stringify(entry.body['messages'] ?? '')),
      spendUsd: () => ring.spendUsd(key),
      onUsage: (usage, usd) => {
        entry.usage = toLogged(usage)
        if (usd !== undefined) ring.charge(key, usd)
      },
    })
  }

  return {
    name,
    handle,
    requests,
    reset: () => {
      requests.length = 0
      ring.reset()
      router.reset()
    },
  }
}

const routes = ['/chat/completions', '/embeddings'] as const

const health: Readonly<Record<string, unknown>> = {
  '/health/readiness': { status: 'healthy', db: 'Not connected' },
  '/health/liveliness': "I'm alive!",
}

/** For those who have a key. */
const readinessDetails = {
  status: 'healthy',
  db: 'Not connected',
  cache: null,
  litellm_version: litellmVersion,
  success_callbacks: [],
  use_aiohttp_transport: true,
  log_level: 'WARNING',
  is_detailed_debug: false,
  show_no_redis_warning: true,
  show_env_credential_login_warning: true,
}

function keyOf(headers: Readonly<Record<string, string>>): string | undefined {
  const told = headers['x-litellm-api-key'] ?? headers['authorization'] ?? headers['x-api-key']
  return told?.replace(/^Bearer /i, '')
}

function toLogged(usage: LitellmUsage): MockLogEntry['usage'] {
  const details = usage['completion_tokens_details'] as { readonly reasoning_tokens?: number } | undefined
  return {
    inputTokens: usage.prompt_tokens,
    outputTokens: usage.completion_tokens,
    cacheReadTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
    reasoningTokens: details?.reasoning_tokens ?? 0,
  }
}

function toJson(status: number, value: unknown): MockResult {
  return { kind: 'response', status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

import type { CallAccount } from '@signalbox/core'
import { wireModelOf, type CarriedCall, type Carrier } from '@signalbox/http'
import { readLitellmHead } from './read-litellm-head.ts'
import { toLitellmFacts } from './to-litellm-facts.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * A LiteLLM proxy as the carrier of an upstream. One model group a call, its retries and fall-backs off; or, for targets of one pool,
 * the groups that it falls back to. Tags and metadata of operator, caller and request are joined.
 */
export function createLitellmCarrier(): Carrier {
  return {
    name: 'litellm',
    toBody: (body, call) => ({
      ...withoutRouting(body),
      ...operatorsOwn(call.fields),
      // An attempt is one call: who retries, and how often, is decided by one policy.
      num_retries: 0,
      ...(call.alternates.length > 0
        ? { fallbacks: call.alternates.map(wireModelOf), disable_fallbacks: undefined }
        : { disable_fallbacks: true, fallbacks: undefined }),
      ...joinMetadata(body, call),
    }),
    passHeaders: ['x-litellm-tags', 'x-litellm-customer-id', 'x-litellm-end-user-id', 'x-litellm-spend-logs-metadata'],
    takesAlternates: true,
    // A stream that its provider cut is ended with `stop`.
    stopsWhatBreaksOff: true,
    readHead: readLitellmHead,
    readReply: readLitellmUsage,
    toFacts: toLitellmFacts,
  }
}

/** Where a call goes, with whose key and what comes back is the proxy's operator's to say, and ours; never a client's. */
const routing: ReadonlySet<string> = new Set([
  'api_base',
  'api_key',
  'api_version',
  'base_url',
  'user_config',
  'model_list',
  'mock_response',
  'mock_testing_fallbacks',
  'mock_testing_context_fallbacks',
  'mock_testing_content_policy_fallbacks',
  'context_window_fallback_dict',
  'context_window_fallbacks',
  'content_policy_fallbacks',
  'max_retries',
  'timeout',
  'stream_timeout',
  'custom_llm_provider',
  'specific_deployment',
])

function withoutRouting(body: Json): Json {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !routing.has(name)))
}

/** What of it an operator may say all the same. */
function operatorsOwn(fields: Json): Json {
  const own = ['timeout', 'stream_timeout', 'custom_llm_provider', 'api_version'].filter((name) => name in fields)
  return Object.fromEntries(own.map((name) => [name, fields[name]]))
}

/** In chat its metadata are `metadata`; where a provider has some of its own by that name, they have another. */
function joinMetadata(body: Json, { dialect, fields, request, decision }: CarriedCall): Json {
  const name = dialect === 'openai-chat' ? 'metadata' : 'litellm_metadata'
  const asked = objectOf(body[name])
  const wanted = objectOf(fields[name])
  const own = Object.entries(request.tags ?? {}).map(([tag, value]) => `${tag}:${value}`)
  const tags = [...new Set([...listOf(wanted['tags']), ...listOf(asked['tags']), ...own])]
  return {
    [name]: {
      ...asked,
      ...wanted,
      ...(tags.length > 0 && { tags }),
      // A row of its spend log can be held against ours by it.
      signalbox_request_id: decision.requestId,
    },
  }
}

/** Its account of a stream, in the last chunk. */
function readLitellmUsage(body: Json): CallAccount | undefined {
  const { cost } = objectOf(body['usage'])
  return typeof cost === 'number' ? { costUsd: cost } : undefined
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

import { factsOfErrorBody, type FailureFacts } from '@signalbox/core'
import { isOfTheCarrier } from '../is-of-the-carrier.ts'

type Headers = Readonly<Record<string, string>>

/**
 * Facts of an error that a LiteLLM proxy tells: its own, or a provider's, which it wraps in its class, the provider's name and notes on
 * its fall-backs. As its version 1.106 sends them.
 */
export function toLitellmFacts(body: unknown, status?: number, given?: Headers): FailureFacts | undefined {
  const headers = given && withProviderHeaders(given)
  const facts = factsOfErrorBody(body, status, headers)
  if (facts === undefined) return undefined
  const { errorClass, said } = unwrap(facts.message ?? '')
  const ownStatus = statusOf(facts.code)
  const plain: FailureFacts = {
    ...facts,
    status: facts.status ?? ownStatus,
    code: ownStatus === undefined ? facts.code : undefined,
  }
  if (errorClass === undefined) return { ...plain, code: ownCodes[facts.type ?? ''] ?? plain.code, message: said }
  const provided = saidByProvider(said, plain.status)
  const inner: FailureFacts = {
    ...plain,
    // Its types are put on anything: the class says more.
    type: undefined,
    ...provided,
    code: codes[errorClass] ?? provided.code,
    message: provided.message ?? said,
  }
  if (!isOfTheCarrier(inner)) return inner
  return {
    status: 502,
    code: 'server_error',
    message: `the provider turned LiteLLM itself down with ${plain.status} (${errorClass})`,
    headers,
    isRetryable: false,
  }
}

/** `litellm.RateLimitError: RateLimitError: OpenAIException - too many`, and notes behind. */
function unwrap(message: string): { readonly errorClass: string | undefined; readonly said: string } {
  const notes = message.search(/\n+LiteLLM: model group |\nmodel=|\.? ?Received Model Group=|,? ?LiteLLM Retried:/)
  const told = notes < 0 ? message : message.slice(0, notes)
  const wrapped = /^litellm\.(\w+): (?:litellm\.\w+: |\w+: |Timeout Error: )*(?:\w+(?:Exception|Error) - )?/.exec(told)
  return { errorClass: wrapped?.[1], said: wrapped === null ? told : told.slice(wrapped[0].length) }
}

/** Some providers' bodies are handed on whole. */
function saidByProvider(said: string, status: number | undefined): FailureFacts {
  const json = /\{.*\}/s.exec(said)?.[0]
  if (json === undefined) return {}
  try {
    const inner = factsOfErrorBody(JSON.parse(json), status)
    return inner === undefined ? {} : { message: inner.message, code: inner.code, type: inner.type }
  } catch {
    return {}
  }
}

/** Its classes that say more than a status. */
const codes: Readonly<Record<string, string>> = {
  ContextWindowExceededError: 'context_length_exceeded',
  ContentPolicyViolationError: 'content_policy_violation',
  RejectedRequestError: 'content_policy_violation',
  UnsupportedParamsError: 'unsupported',
}

/** What it refuses on its own. */
const ownCodes: Readonly<Record<string, string>> = {
  budget_exceeded: 'insufficient_quota',
  key_model_access_denied: 'model_not_found',
  token_not_found_in_db: 'invalid_api_key',
  auth_error: 'invalid_api_key',
}

/** The provider's own stand under a prefix: when it wants to be asked again is among them, and its clock goes with that. */
function withProviderHeaders(headers: Headers): Headers {
  const prefix = 'llm_provider-'
  const theirs: Headers = Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  )
  const isTheirTime = headers['retry-after'] === undefined && theirs['date'] !== undefined
  return { ...theirs, ...headers, ...(isTheirTime && { date: theirs['date'] }) }
}

function statusOf(code: string | undefined): number | undefined {
  return code !== undefined && /^[1-5]\d\d$/.test(code) ? Number(code) : undefined
}

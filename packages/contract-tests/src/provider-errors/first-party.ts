import * as is from './provider-error.ts'
import { errorsOf, type ProviderError } from './provider-error.ts'

const openai = (message: string, type: string, code: string | null = null): unknown => ({
  error: { message, type, param: null, code },
})
const anthropic = (type: string, message: string, more: object = {}): unknown => ({
  type: 'error',
  error: { type, message, ...more },
  request_id: 'req_1',
})
const google = (code: number, status: string, message: string, details?: unknown): unknown => ({
  error: { code, message, status, ...(details === undefined ? {} : { details }) },
})

/** Providers of their own models. */
export const firstParty: readonly ProviderError[] = [
  ...errorsOf('openai', [
    [
      401,
      openai(
        'Incorrect API key provided: sk-x***x. You can find your API key in your account.',
        'invalid_request_error',
        'invalid_api_key',
      ),
      is.badKey,
    ],
    [401, openai('You must be a member of an organization to use the API.', 'invalid_request_error'), is.badKey],
    [
      403,
      openai(
        'Country, region, or territory not supported',
        'request_forbidden',
        'unsupported_country_region_territory',
      ),
      is.notHere,
    ],
    [
      403,
      openai('Project does not have access to model gpt-5.5', 'invalid_request_error', 'model_not_found'),
      is.noModel,
    ],
    [
      404,
      openai(
        'The model `gpt-9` does not exist or you do not have access to it.',
        'invalid_request_error',
        'model_not_found',
      ),
      is.noModel,
    ],
    [
      404,
      openai('The model `gpt-4-32k` has been deprecated, learn more here.', 'invalid_request_error', 'model_not_found'),
      is.noModel,
    ],
    [
      400,
      openai(
        "This model's maximum context length is 128000 tokens. However, your messages resulted in 141032 tokens.",
        'invalid_request_error',
        'context_length_exceeded',
      ),
      is.tooLong,
    ],
    [
      400,
      openai(
        'Your input exceeds the context window of this model. Please adjust your input and try again.',
        'invalid_request_error',
        'context_length_exceeded',
      ),
      is.tooLong,
    ],
    [
      400,
      openai(
        'Your request was rejected as a result of our safety system.',
        'invalid_request_error',
        'content_policy_violation',
      ),
      is.unsafe,
    ],
    [
      400,
      openai(
        "Unsupported parameter: 'max_tokens' is not supported with this model.",
        'invalid_request_error',
        'unsupported_parameter',
      ),
      is.invalid,
    ],
    [400, openai("Invalid value for 'temperature': expected a number.", 'invalid_request_error'), is.invalid],
    [
      429,
      openai(
        'Rate limit reached for gpt-5.5 in organization org-1 on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. Please try again in 2s.',
        'tokens',
        'rate_limit_exceeded',
      ),
      is.limited,
    ],
    [
      429,
      openai(
        'Rate limit reached for requests per day (RPD): Limit 200. Please try again in 7m12s.',
        'requests',
        'rate_limit_exceeded',
      ),
      is.limited,
    ],
    [
      429,
      openai(
        'You exceeded your current quota, please check your plan and billing details.',
        'insufficient_quota',
        'insufficient_quota',
      ),
      is.spent,
    ],
    [
      429,
      openai('Billing hard limit has been reached', 'invalid_request_error', 'billing_hard_limit_reached'),
      is.spent,
    ],
    [429, openai('Your credit balance is exhausted.', 'insufficient_quota', 'credit_balance_exhausted'), is.spent],
    [
      429,
      openai('The project has reached its spend limit.', 'insufficient_quota', 'project_spend_limit_exceeded'),
      is.spent,
    ],
    [
      429,
      openai(
        'The organization has reached its usage limit.',
        'insufficient_quota',
        'organization_usage_limit_exceeded',
      ),
      is.spent,
    ],
    [
      429,
      openai('The engine is currently overloaded, please try again later', 'server_error', 'engine_overloaded'),
      is.overloaded,
    ],
    [
      500,
      openai('The server had an error while processing your request. Sorry about that!', 'server_error'),
      is.broken,
    ],
    [
      503,
      openai('The engine is currently overloaded, please try again later', 'service_unavailable_error'),
      is.overloaded,
    ],
    [503, openai('Slow Down', 'service_unavailable_error'), is.broken],
    [409, openai('Conflict: another request is modifying this resource.', 'invalid_request_error'), is.conflict],
    [413, openai('Request body too large', 'invalid_request_error'), is.tooLarge],
    [200, openai('You exceeded your current quota', 'insufficient_quota', 'insufficient_quota'), is.spent],
    [200, openai('The server had an error while processing your request', 'server_error'), is.broken],
  ]),
  ...errorsOf('anthropic', [
    [400, anthropic('invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'), is.tooLong],
    [
      400,
      anthropic(
        'invalid_request_error',
        'input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000, decrease input length or `max_tokens` and try again',
      ),
      is.tooLong,
    ],
    [
      400,
      anthropic(
        'invalid_request_error',
        'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
      ),
      is.spent,
    ],
    [
      400,
      anthropic(
        'invalid_request_error',
        'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.',
      ),
      is.spent,
    ],
    [
      400,
      anthropic('invalid_request_error', 'messages: roles must alternate between "user" and "assistant"'),
      is.invalid,
    ],
    [400, anthropic('invalid_request_error', 'This model does not support assistant message prefill.'), is.invalid],
    [400, anthropic('invalid_request_error', 'Output blocked by content filtering policy'), is.unsafe],
    [401, anthropic('authentication_error', 'invalid x-api-key'), is.badKey],
    [402, anthropic('billing_error', 'There is an issue with your payment information.'), is.spent],
    [
      403,
      anthropic('permission_error', 'Your API key does not have permission to use the specified resource.'),
      is.forbidden,
    ],
    [403, anthropic('forbidden', 'Request not allowed'), is.notHere],
    [404, anthropic('not_found_error', 'model: claude-9'), is.noModel],
    [413, anthropic('request_too_large', 'Request exceeds the maximum size'), is.tooLarge],
    [
      429,
      anthropic(
        'rate_limit_error',
        'This request would exceed your organization’s rate limit of 50 requests per minute.',
      ),
      is.limited,
    ],
    [
      429,
      anthropic('rate_limit_error', 'Your organization has reached its enforced spend limit.', {
        details: { error_code: 'enforced_spend_limit_reached' },
      }),
      is.spent,
    ],
    [429, anthropic('rate_limit_error', 'Number of concurrent connections has exceeded your rate limit.'), is.limited],
    [500, anthropic('api_error', 'Internal server error'), is.broken],
    [504, anthropic('timeout_error', 'Request timed out'), is.slow],
    [529, anthropic('overloaded_error', 'Overloaded'), is.overloaded],
    [200, anthropic('overloaded_error', 'Overloaded'), is.overloaded],
    [200, anthropic('rate_limit_error', 'Rate limited'), is.limited],
  ]),
  ...errorsOf('google', [
    [
      400,
      google(
        400,
        'INVALID_ARGUMENT',
        'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
      ),
      is.tooLong,
    ],
    [400, google(400, 'INVALID_ARGUMENT', 'Invalid JSON payload received. Unknown name "foo".'), is.invalid],
    [400, google(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'), is.notHere],
    [
      400,
      google(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
        { reason: 'API_KEY_INVALID' },
      ]),
      is.badKey,
    ],
    [402, google(402, 'FAILED_PRECONDITION', 'Billing account is not active.'), is.spent],
    [403, google(403, 'PERMISSION_DENIED', 'The caller does not have permission'), is.forbidden],
    [404, google(404, 'NOT_FOUND', 'models/gemini-9 is not found for API version v1beta'), is.noModel],
    [429, google(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).'), is.limited],
    [
      429,
      google(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded for metric: generate_content_requests', [
        { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34s' },
      ]),
      is.limited,
    ],
    [429, [google(429, 'RESOURCE_EXHAUSTED', 'Resource exhausted, please try again later.')], is.limited],
    [500, google(500, 'INTERNAL', 'An internal error has occurred.'), is.broken],
    [503, google(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'), is.overloaded],
    [504, google(504, 'DEADLINE_EXCEEDED', 'The request could not be completed within the deadline.'), is.slow],
  ]),
  ...errorsOf('mistral', [
    [401, { message: 'Unauthorized', request_id: '1' }, is.badKey],
    [
      422,
      {
        object: 'error',
        message: { detail: [{ msg: 'Extra inputs are not permitted' }] },
        type: 'invalid_request_error',
        code: null,
      },
      is.invalid,
    ],
    [
      400,
      {
        object: 'error',
        message:
          'Prompt contains 33000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
        type: 'invalid_request_error',
        code: '3051',
      },
      is.tooLong,
    ],
    [400, { object: 'error', message: 'Invalid model: mistral-huge', type: 'invalid_model', code: '1500' }, is.noModel],
    [429, { object: 'error', message: 'Requests rate limit exceeded', type: 'rate_limited', code: '1300' }, is.limited],
    [
      429,
      {
        object: 'error',
        message: 'Service tier capacity exceeded for this model.',
        type: 'service_tier_capacity_exceeded',
        code: '3505',
      },
      is.limited,
    ],
    [500, { object: 'error', message: 'Service unavailable.', type: 'unreachable_backend', code: '1100' }, is.broken],
  ]),
  ...errorsOf('deepseek', [
    [
      400,
      openai(
        "This model's maximum context length is 131072 tokens. However, you requested 140000 tokens. Please reduce the length of the messages or completion.",
        'invalid_request_error',
        'invalid_request_error',
      ),
      is.tooLong,
    ],
    [401, openai('Authentication Fails (no such user)', 'authentication_error', 'invalid_request_error'), is.badKey],
    [402, openai('Insufficient Balance', 'unknown_error', 'invalid_request_error'), is.spent],
    [422, openai('Invalid parameters', 'invalid_request_error'), is.invalid],
    [429, openai('Rate limit reached', 'rate_limit_error'), is.limited],
    [500, openai('Server error', 'server_error'), is.broken],
    [503, openai('The server is overloaded due to high traffic.', 'service_unavailable'), is.overloaded],
    [400, openai('Content Exists Risk', 'invalid_request_error'), is.unsafe],
  ]),
  ...errorsOf('z-ai', [
    [401, { error: { code: '1002', message: 'Authorization Token illegal' } }, is.badKey],
    [
      429,
      { error: { code: '1302', message: 'High concurrency usage of this API, please reduce concurrency: rate limit' } },
      is.limited,
    ],
    [
      429,
      { error: { code: '1113', message: 'Insufficient balance or no resource package. Please recharge.' } },
      is.spent,
    ],
    [400, { error: { code: '1261', message: 'Prompt exceeds max length: input is too long' } }, is.tooLong],
    [
      400,
      { error: { code: '1301', message: 'Potentially unsafe or sensitive content detected in the input' } },
      is.unsafe,
    ],
    [500, { error: { code: '500', message: 'Internal network failure' } }, is.broken],
  ]),
  ...errorsOf('qwen', [
    [
      400,
      {
        error: {
          code: 'data_inspection_failed',
          message: 'Input data may contain inappropriate content.',
          type: 'data_inspection_failed',
        },
      },
      is.unsafe,
    ],
    [
      400,
      { code: 'InvalidParameter', message: 'Range of input length should be [1, 129024]: input is too long' },
      is.tooLong,
    ],
    [
      400,
      { code: 'Arrearage', message: 'Access denied, please make sure your account is in good standing.' },
      is.spent,
    ],
    [401, { code: 'InvalidApiKey', message: 'Invalid API-key provided.' }, is.badKey],
    [403, { code: 'AccessDenied', message: 'Access denied.' }, is.forbidden],
    [
      429,
      { code: 'Throttling.RateQuota', message: 'Requests rate limit exceeded, please try again later.' },
      is.limited,
    ],
    [
      429,
      { code: 'Throttling.AllocationQuota', message: 'Allocated quota exceeded, please increase your quota limit.' },
      is.limited,
    ],
    [500, { code: 'InternalError', message: 'An internal error has occurred.' }, is.broken],
  ]),
  ...errorsOf('xai', [
    [400, { code: 'Client specified an invalid argument', error: 'Incorrect API key provided: xa***.' }, is.badKey],
    [
      400,
      {
        code: 'Client specified an invalid argument',
        error: "This model's maximum prompt length is 131072 but the request contains 140000 tokens.",
      },
      is.tooLong,
    ],
    [
      403,
      {
        code: 'The caller does not have permission to execute the specified operation',
        error: 'Your newly created team has no credits yet: insufficient credits.',
      },
      is.spent,
    ],
    [
      404,
      {
        code: 'Some requested entity was not found',
        error: 'The model grok-9 does not exist or your team does not have access to it.',
      },
      is.noModel,
    ],
    [429, { code: 'Some resource has been exhausted', error: 'Too many requests for team' }, is.limited],
    [
      503,
      {
        code: 'The service is currently unavailable',
        error: 'The model is at capacity and currently cannot serve this request.',
      },
      is.overloaded,
    ],
  ]),
  ...errorsOf('cohere', [
    [400, { message: 'invalid request: message must be at least 1 token long' }, is.invalid],
    [400, { message: 'too many tokens: total number of tokens in the prompt cannot exceed 128000' }, is.tooLong],
    [401, { message: 'invalid api token' }, is.badKey],
    [402, { message: 'Please add or update your payment method to continue' }, is.spent],
    [404, { message: "model 'command-z' not found, make sure the correct model ID was used" }, is.noModel],
    [429, { message: 'You are using a Trial key, which is limited to 20 API calls / minute.' }, is.limited],
    [500, { message: 'internal server error' }, is.broken],
    [503, { message: 'all models are overloaded, please try again later' }, is.overloaded],
  ]),
]

import * as is from './provider-error.ts'
import { errorsOf, type ProviderError } from './provider-error.ts'

const openai = (message: string, type: string, code: string | number | null = null): unknown => ({
  error: { message, type, param: null, code },
})
const html = (title: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center></body>\r\n</html>`

/** Hosts of other people's models, brokers, proxies and servers of one's own. */
export const hosts: readonly ProviderError[] = [
  ...errorsOf('azure', [
    [
      401,
      openai('Access denied due to invalid subscription key or wrong API endpoint.', 'invalid_request_error', '401'),
      is.badKey,
    ],
    [
      404,
      openai('The API deployment for this resource does not exist.', 'invalid_request_error', 'DeploymentNotFound'),
      is.noModel,
    ],
    [
      429,
      openai(
        'Requests to the ChatCompletions_Create Operation have exceeded token rate limit of your current pricing tier. Please retry after 20 seconds.',
        'requests',
        '429',
      ),
      is.limited,
    ],
    [
      400,
      openai(
        "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
        'invalid_request_error',
        'content_filter',
      ),
      is.unsafe,
    ],
    [
      400,
      openai(
        "This model's maximum context length is 16385 tokens.",
        'invalid_request_error',
        'context_length_exceeded',
      ),
      is.tooLong,
    ],
    [
      403,
      openai('Out of call volume quota. Quota will be replenished in 10.00:00:00.', 'invalid_request_error', '403'),
      is.spent,
    ],
    [500, openai('The server had an error processing your request.', 'server_error', 'InternalServerError'), is.broken],
    [408, openai('The operation was timeout.', 'timeout', 'Timeout'), is.slow],
  ]),
  ...errorsOf('bedrock', [
    [
      400,
      { message: 'Input is too long for requested model.' },
      is.tooLong,
      { 'x-amzn-errortype': 'ValidationException:http://internal.amazon.com/' },
    ],
    [
      400,
      { message: 'Malformed input request: #: required key [messages] not found' },
      is.invalid,
      { 'x-amzn-errortype': 'ValidationException' },
    ],
    [
      403,
      { message: "You don't have access to the model with the specified model ID." },
      is.forbidden,
      { 'x-amzn-errortype': 'AccessDeniedException' },
    ],
    [
      404,
      {
        __type: 'com.amazonaws.bedrock#ResourceNotFoundException',
        message: 'This model version has reached the end of its life.',
      },
      is.noModel,
    ],
    [429, { __type: 'ThrottlingException', message: 'Too many tokens, please wait before trying again.' }, is.limited],
    [
      429,
      { message: 'Model is not ready for inference. Wait and try your request again.' },
      is.overloaded,
      { 'x-amzn-errortype': 'ModelNotReadyException' },
    ],
    [
      408,
      { message: 'The request took too long to process.' },
      is.slow,
      { 'x-amzn-errortype': 'ModelTimeoutException' },
    ],
    [
      503,
      { __type: 'ServiceUnavailableException', message: 'Bedrock is unable to process your request.' },
      is.overloaded,
    ],
    [500, { __type: 'InternalServerException', message: 'The system encountered an unexpected error.' }, is.broken],
  ]),
  ...errorsOf('groq', [
    [401, openai('Invalid API Key', 'invalid_request_error', 'invalid_api_key'), is.badKey],
    [
      404,
      openai(
        'The model `llama-9` does not exist or you do not have access to it.',
        'invalid_request_error',
        'model_not_found',
      ),
      is.noModel,
    ],
    [
      400,
      openai(
        'The model `llama2-70b` has been decommissioned and is no longer supported.',
        'invalid_request_error',
        'model_decommissioned',
      ),
      is.noModel,
    ],
    [
      413,
      openai(
        'Request too large for model on tokens per minute (TPM): Limit 6000, Requested 9000',
        'tokens',
        'rate_limit_exceeded',
      ),
      is.limited,
    ],
    [
      429,
      openai(
        'Rate limit reached for model on requests per minute (RPM): Limit 30. Please try again in 1.2s.',
        'requests',
        'rate_limit_exceeded',
      ),
      is.limited,
    ],
    [
      400,
      openai(
        'Please reduce the length of the messages or completion.',
        'invalid_request_error',
        'context_length_exceeded',
      ),
      is.tooLong,
    ],
    [498, openai('Flex tier capacity exceeded', 'capacity_exceeded'), is.overloaded],
    [503, openai('Service Unavailable', 'internal_server_error'), is.broken],
  ]),
  ...errorsOf('together', [
    [
      401,
      openai(
        'Invalid API key provided. You can find your API key in your settings.',
        'invalid_request_error',
        'invalid_api_key',
      ),
      is.badKey,
    ],
    [
      402,
      openai('You have reached your account spend limit. Please pay your outstanding balance.', 'credit_limit', null),
      is.spent,
    ],
    [
      404,
      openai(
        'Unable to access model. Please visit the model page to see the list of supported models: model_not_available',
        'invalid_request_error',
        'model_not_available',
      ),
      is.noModel,
    ],
    [
      422,
      openai('Input validation error: `inputs` tokens + `max_new_tokens` must be <= 32769', 'invalid_request_error'),
      is.tooLong,
    ],
    [
      429,
      openai('You have been rate limited. Your rate limit is 60 queries per minute.', 'rate_limit', 'rate_limit'),
      is.limited,
    ],
    [503, openai('The server is overloaded or not ready yet.', 'service_unavailable'), is.overloaded],
  ]),
  ...errorsOf('fireworks', [
    [
      401,
      { error: { object: 'error', type: 'invalid_request_error', message: 'The API key you provided is invalid.' } },
      is.badKey,
    ],
    [
      404,
      {
        error: {
          object: 'error',
          type: 'invalid_request_error',
          code: 'NOT_FOUND',
          message: 'Model not found, inaccessible, and/or not deployed',
        },
      },
      is.noModel,
    ],
    [
      400,
      {
        error: {
          object: 'error',
          type: 'invalid_request_error',
          message: 'The prompt is too long: 140000, model maximum context length: 131071',
        },
      },
      is.tooLong,
    ],
    [
      412,
      {
        error: {
          object: 'error',
          type: 'error',
          message: 'Account is suspended, possibly due to reaching the monthly spending limit.',
        },
      },
      is.spent,
    ],
    [429, { error: { object: 'error', type: 'rate_limit_exceeded', message: 'Rate limit exceeded' } }, is.limited],
  ]),
  ...errorsOf('openrouter', [
    [400, { error: { message: 'openai/gpt-9 is not a valid model ID', code: 400 } }, is.noModel],
    [
      400,
      {
        error: {
          message: 'This endpoint’s maximum context length is 32768 tokens. However, you requested about 40000 tokens.',
          code: 400,
        },
      },
      is.tooLong,
    ],
    [401, { error: { message: 'No auth credentials found', code: 401 } }, is.badKey],
    [402, { error: { message: 'Insufficient credits. Add more using your account settings.', code: 402 } }, is.spent],
    [
      402,
      {
        error: {
          message:
            'This request requires more credits, or fewer max_tokens. You requested up to 4096 tokens, but can only afford 100.',
          code: 402,
        },
      },
      is.spent,
    ],
    [
      403,
      {
        error: {
          message: 'Your chosen model requires moderation and your input was flagged',
          code: 403,
          metadata: { reasons: ['violence'] },
        },
      },
      is.unsafe,
    ],
    [404, { error: { message: 'No endpoints found that support tool use.', code: 404 } }, is.noModel],
    [
      404,
      { error: { message: 'Provider returned error', code: 404, metadata: { raw: '', provider_name: 'Someone' } } },
      is.broken,
    ],
    [408, { error: { message: 'Request timed out', code: 408 } }, is.slow],
    [429, { error: { message: 'Rate limit exceeded: free-models-per-min.', code: 429 } }, is.limited],
    [502, { error: { message: 'Provider returned error', code: 502 } }, is.broken],
    [
      503,
      { error: { message: 'There is no available model provider that meets your routing requirements', code: 503 } },
      is.broken,
    ],
    [200, { id: 'gen-1', choices: [], error: { message: 'Provider disconnected unexpectedly', code: 502 } }, is.broken],
    [200, { error: { message: 'Rate limit exceeded', code: 429 } }, is.limited],
  ]),
  ...errorsOf('vllm', [
    [
      400,
      {
        object: 'error',
        message:
          "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (4000 in the messages, 1000 in the completion).",
        type: 'BadRequestError',
        code: 400,
      },
      is.tooLong,
    ],
    [
      400,
      {
        error: {
          message: 'The decoder prompt (length 9000) is longer than the maximum model length of 8192.',
          type: 'BadRequestError',
          code: 400,
        },
      },
      is.tooLong,
    ],
    [401, { error: 'Unauthorized' }, is.badKey],
    [
      404,
      { object: 'error', message: 'The model `other` does not exist.', type: 'NotFoundError', code: 404 },
      is.noModel,
    ],
    [500, { object: 'error', message: 'Internal Server Error', type: 'InternalServerError', code: 500 }, is.broken],
    [422, { detail: [{ loc: ['body', 'messages'], msg: 'field required', type: 'value_error.missing' }] }, is.invalid],
  ]),
  ...errorsOf('sglang', [
    [
      400,
      {
        object: 'error',
        message: "The input (9000 tokens) is longer than the model's context length (8192 tokens).",
        type: 'BadRequestError',
        code: 400,
      },
      is.tooLong,
    ],
    [503, { detail: 'Service unavailable: server is at capacity' }, is.overloaded],
  ]),
  ...errorsOf('litellm', [
    [
      400,
      openai(
        'litellm.ContextWindowExceededError: ContextWindowExceededError: the prompt is longer than the context window',
        'invalid_request_error',
        '400',
      ),
      is.tooLong,
    ],
    [400, openai('Budget has been exceeded! Current cost: 20.5, Max budget: 20.0', 'budget_exceeded', '400'), is.spent],
    [401, openai('Authentication Error, Invalid proxy server token passed.', 'auth_error', '401'), is.badKey],
    [429, openai('litellm.RateLimitError: RateLimitError: too many requests', 'throttling_error', '429'), is.limited],
    [429, openai('No deployments available for selected model, Try again in 5 seconds.', 'None', '429'), is.limited],
    [
      500,
      openai('litellm.InternalServerError: InternalServerError: Connection error.', 'internal_server_error', '500'),
      is.broken,
    ],
    [504, openai('litellm.Timeout: Request timed out', 'timeout', '504'), is.slow],
  ]),
  ...errorsOf('cdn', [
    [502, html('502 Bad Gateway'), is.broken, { 'content-type': 'text/html' }],
    [
      503,
      html('503 Service Temporarily Unavailable'),
      'server-error target retry-same|overloaded model retry-same',
      { 'content-type': 'text/html' },
    ],
    [504, html('504 Gateway Time-out'), is.slow, { 'content-type': 'text/html' }],
    [520, html('Web server is returning an unknown error'), is.broken, { 'content-type': 'text/html' }],
    [522, html('Connection timed out'), is.slow, { 'content-type': 'text/html' }],
    [524, html('A timeout occurred'), is.slow, { 'content-type': 'text/html' }],
    [525, html('SSL handshake failed'), 'tls target try-next', { 'content-type': 'text/html' }],
    [413, html('413 Request Entity Too Large'), is.tooLarge, { 'content-type': 'text/html' }],
    [429, 'Too Many Requests', is.limited, { 'content-type': 'text/plain' }],
    [403, html('Attention Required!'), is.forbidden, { 'content-type': 'text/html' }],
  ]),
]

import type { FailureKind } from './failure.ts'

/** Wordings -> kind, asked in this order, in lower case. Codes differ between hosts of one model; these phrases hardly do. Dated 2026-11. */
export const wordingTable: readonly (readonly [kind: FailureKind, phrases: readonly string[]])[] = [
  [
    'context-length',
    [
      'context_length_exceeded',
      'maximum context length',
      'prompt is too long',
      'exceed context limit',
      'exceeds the context',
      'context window',
      "longer than the model's context length",
      'too large for model with',
      'length of all messages is too long',
      'too many tokens',
      'too many input tokens',
      'input is too long',
      'reduce the length of the messages',
      'input tokens exceed',
      'input token count exceeds',
      'however, you requested',
    ],
  ],
  [
    'quota',
    [
      'insufficient_quota',
      'exceeded your current quota',
      'credit balance is too low',
      'insufficient credits',
      'insufficient balance',
      'usage limits',
      'spend limit',
      'billing',
      'payment required',
    ],
  ],
  [
    'region',
    [
      'country, region, or territory',
      'not available in your region',
      'not supported in your region',
      'user location is not supported',
      'request not allowed',
    ],
  ],
  [
    'content-policy',
    [
      'content policy',
      'content management policy',
      'safety system',
      'responsible ai',
      'content filter',
      'usage policies',
    ],
  ],
  [
    'model-not-found',
    [
      'model_not_found',
      'does not exist or you do not have access',
      'model not found',
      'no such model',
      'has been deprecated',
      'has been retired',
      'is not a valid model',
      'no endpoints found',
    ],
  ],
  ['overloaded', ['overloaded', 'over capacity', 'at capacity', 'capacity constraints', 'temporarily unavailable']],
  ['rate-limit', ['rate limit', 'too many requests', 'requests per minute', 'tokens per minute']],
  ['authentication', ['invalid api key', 'incorrect api key', 'no api key', 'invalid x-api-key']],
  // A broker's 404 or 400 for a provider that failed behind it.
  ['server-error', ['provider returned error', 'upstream connect error', 'error from upstream']],
]

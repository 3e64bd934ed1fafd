import {
  APICallError,
  EmptyResponseBodyError,
  InvalidArgumentError,
  InvalidPromptError,
  InvalidResponseDataError,
  JSONParseError,
  LoadAPIKeyError,
  NoSuchModelError,
  TypeValidationError,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider'
import { classifyFailure, type FailureKind, type FailurePhase } from '@signalbox/core'
import { expect, it } from 'vitest'
import { toFacts } from './to-facts.ts'

const call = (fields: Partial<ConstructorParameters<typeof APICallError>[0]>) =>
  new APICallError({ message: 'x', url: 'u', requestBodyValues: {}, ...fields })
const system = (code: string) => Object.assign(new Error(code), { code })

it.each<[string, unknown, FailureKind, FailurePhase?]>([
  ['a 429', call({ statusCode: 429 }), 'rate-limit'],
  ['a 529', call({ statusCode: 529 }), 'overloaded'],
  [
    'no money',
    call({ statusCode: 429, responseBody: '{"error":{"code":"insufficient_quota","message":"x"}}' }),
    'quota',
  ],
  [
    'a body that says more than the SDK kept',
    call({ statusCode: 400, data: {}, responseBody: '{"error":{"code":"context_length_exceeded"}}' }),
    'context-length',
  ],
  ['a connection refused', call({ cause: system('ECONNREFUSED') }), 'connect'],
  [
    'a name nobody knows',
    call({ cause: Object.assign(new TypeError('fetch failed'), { cause: system('ENOTFOUND') }) }),
    'dns',
  ],
  [
    'an error inside a 200',
    call({ statusCode: 200, responseBody: '{"error":{"type":"overloaded_error","message":"x"}}' }),
    'overloaded',
  ],
  ['a 200 nobody can read', call({ statusCode: 200, responseBody: '<html>' }), 'malformed'],
  ['no key', new LoadAPIKeyError({ message: 'OPENAI_API_KEY is missing' }), 'authentication'],
  ['no such model', new NoSuchModelError({ modelId: 'm', modelType: 'languageModel' }), 'model-not-found'],
  ['not supported', new UnsupportedFunctionalityError({ functionality: 'images' }), 'unsupported'],
  ['a prompt it does not take', new InvalidPromptError({ prompt: [], message: 'x' }), 'unsupported'],
  [
    'options it does not take',
    new InvalidArgumentError({ argument: 'a', message: 'x', cause: new TypeValidationError({ value: 1, cause: 'x' }) }),
    'unsupported',
  ],
  ['nothing', new EmptyResponseBodyError(), 'empty'],
  [
    'no end',
    new InvalidResponseDataError({ data: {}, message: 'Response stream ended without a finish reason.' }),
    'cut',
    'after-content',
  ],
  [
    'no end, no beginning',
    new InvalidResponseDataError({ data: {}, message: 'Response stream ended without a finish reason.' }),
    'empty',
  ],
  ['no JSON', new JSONParseError({ text: '{', cause: new SyntaxError('x') }), 'malformed'],
  [
    'an error in a shape of its own',
    new TypeValidationError({ value: { error: { type: 'overloaded_error' } }, cause: 'x' }),
    'overloaded',
  ],
  ['an error part, chat', { message: 'Overloaded', type: 'server_error', code: 529 }, 'overloaded'],
  ['an error part, Anthropic', { type: 'overloaded_error', message: 'Overloaded', statusCode: 529 }, 'overloaded'],
  ['an error part, a string of JSON', '{"error":{"type":"rate_limit_error"}}', 'rate-limit'],
  ['an error part, a string', 'out of luck', 'unknown'],
  ['a torn socket', Object.assign(new TypeError('terminated'), { cause: system('UND_ERR_SOCKET') }), 'reset'],
  ['nothing at all', undefined, 'unknown'],
])('%s', (_title, error, kind, phase = 'before-content') => {
  expect(classifyFailure(toFacts(error), phase, 0).kind).toBe(kind)
})

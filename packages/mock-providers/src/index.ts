export { createMockProvider, type MockProvider, type MockProviderOptions } from './mock-provider.ts'
export { startMockServer, type MockServer, type MockServerOptions } from './start-mock-server.ts'
export { createMockFetch } from './mock-fetch.ts'
export { countTokens } from './count-tokens.ts'
export type { Fault } from './fault.ts'
export type { MockAnswer, MockUsage, ModelScript } from './mock-script.ts'
export type { MockLogEntry, MockRequest } from './mock-request.ts'
export { synthesizeJson } from './synthesize-json.ts'
export { createMockOpenrouter } from './openrouter/create-mock-openrouter.ts'
export type {
  MockOpenrouter,
  MockOpenrouterOptions,
  OpenrouterAttempt,
  OpenrouterLookup,
} from './openrouter/mock-openrouter.ts'
export type {
  EndpointTraits,
  OpenrouterEndpoint,
  OpenrouterModel,
  OpenrouterPrice,
} from './openrouter/openrouter-model.ts'
export { toOpenrouterErrorBody, type OpenrouterError } from './openrouter/openrouter-error.ts'
export { createMockLitellm, type MockLitellmOptions } from './litellm/create-mock-litellm.ts'
export type { LitellmDeployment, LitellmKey, LitellmPrices } from './litellm/litellm-deployment.ts'

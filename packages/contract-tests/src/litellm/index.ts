export { litellmCommand, litellmRequirements, litellmVersion } from './installed-litellm.ts'
export { startLitellm, type LitellmStart, type RunningLitellm } from './start-litellm.ts'
export { startLitellmLike } from './start-litellm-like.ts'

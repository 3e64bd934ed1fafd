export { createFileModelCache } from './openrouter/file-model-cache.ts'

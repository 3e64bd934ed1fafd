import type { Random } from './random.ts'

/** The platform's own generator. */
export const systemRandom: Random = () => Math.random()

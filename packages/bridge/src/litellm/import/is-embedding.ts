import type { Deployment } from './deployment.ts'

/** By its mode, else by its name. */
export function isEmbedding({ info, model }: Deployment): boolean {
  return info['mode'] === 'embedding' || (info['mode'] === undefined && /embed|\bbge-/.test(model.name))
}

import { seededRandom } from '@signalbox/core'

/** Whether a study's share falls on this request: the same in every process, and apart from what a policy draws by the same id. */
export function isDrawn(study: string, requestId: string, share: number): boolean {
  return seededRandom(`${study}\n${requestId}`)() < share
}

import { joinBytes } from '../join-bytes.ts'
import type { ByteSource } from './transport.ts'

/** Bytes handed over as they arrive, taken at the reader's pace. */
export interface ByteQueue extends ByteSource {
  readonly push: (bytes: Uint8Array) => void
  /** Nothing more will come; with an error, not because all was said. */
  readonly end: (error?: unknown) => void
}

export interface ByteQueueOptions {
  /** More is waiting than a reader should have before him, or no longer. */
  readonly onPressure: (isHigh: boolean) => void
  readonly onCancel: (reason: unknown) => void
}

const highBytes = 64 * 1024

/** One reader, who gets all that has arrived at each pull. */
export function createByteQueue({ onPressure, onCancel }: ByteQueueOptions): ByteQueue {
  let waiting: Uint8Array[] = []
  let size = 0
  let ending: { readonly error: unknown } | undefined
  let wake: ((step: Promise<Uint8Array | undefined>) => void) | undefined
  let isHigh = false

  const take = (): Promise<Uint8Array | undefined> | undefined => {
    if (size > 0) {
      const bytes = joinBytes(waiting, size)
      waiting = []
      size = 0
      if (isHigh) onPressure((isHigh = false))
      return Promise.resolve(bytes)
    }
    if (ending === undefined) return undefined
    return ending.error === undefined ? Promise.resolve(undefined) : Promise.reject(ending.error)
  }
  const tell = (): void => {
    const step = wake && take()
    if (step === undefined) return
    wake?.(step)
    wake = undefined
  }
  return {
    push: (bytes) => {
      if (bytes.length === 0) return
      waiting.push(bytes)
      size += bytes.length
      if (!isHigh && size > highBytes) onPressure((isHigh = true))
      tell()
    },
    end: (error) => {
      ending ??= { error }
      tell()
    },
    next: () => take() ?? new Promise((resolve) => (wake = resolve)),
    cancel: onCancel,
  }
}

import type { ModelList } from './model-list.ts'

/** A list as it is kept. */
export type SavedModelList = Pick<ModelList, 'models' | 'source' | 'fetchedAtMs' | 'etag' | 'leftOut'>

/** Keeps the last good list beyond a process. What fails here never fails a read. */
export interface ModelListCache {
  /** undefined = there is none. What comes back is checked: a file may have been written by anyone. */
  readonly load: () => Promise<unknown>
  readonly save: (list: SavedModelList) => Promise<void>
}

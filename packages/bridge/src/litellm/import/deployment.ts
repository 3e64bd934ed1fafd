import type { SettingPath } from '../../import/setting-path.ts'
import type { ParsedModel } from './parse-model.ts'
import type { SettingMap } from '../../import/value-at.ts'

/** One entry of `model_list`. */
export interface Deployment {
  readonly path: SettingPath
  /** `model_name`: what clients send. */
  readonly group: string
  /** `model_info.id`, where the file gives one. */
  readonly id: string | undefined
  readonly model: ParsedModel
  /** `litellm_params`, with those of its credential and the defaults of the file. */
  readonly params: SettingMap
  /** Where one of them stands in the file. */
  readonly at: (param: string) => SettingPath
  readonly info: SettingMap
}

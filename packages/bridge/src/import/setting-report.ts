/**
 * What has become of a setting. `carried`: it does the same here. `different`: it is carried, and the note says what differs.
 * `not-carried`: the note says why, and what to do. `unknown`: no such setting is known. `error`: it cannot be meant as it stands.
 */
export type SettingFate = 'carried' | 'different' | 'not-carried' | 'unknown' | 'error'

/** One setting of an imported file. */
export interface SettingReport {
  /** Its whole path, like `model_list[3].litellm_params.rpm`; `(file)` for the file as such. */
  readonly setting: string
  /** Where it stands, from 1. */
  readonly line?: number | undefined
  /** The file it stands in, where that is one the imported file includes. */
  readonly file?: string | undefined
  readonly fate: SettingFate
  /** One sentence. Never a value that could be a secret. */
  readonly note?: string | undefined
}

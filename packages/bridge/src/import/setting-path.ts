/** Keys and list positions from the top of a file down. */
export type SettingPath = readonly (string | number)[]

/** `model_list[3].litellm_params.rpm`; a key that would be misread so is quoted. No two paths have the same name. */
export function toSettingName(path: SettingPath): string {
  return path.length === 0 ? '(file)' : path.map(toPart).join('')
}

function toPart(key: string | number, index: number): string {
  if (typeof key === 'number') return `[${key}]`
  if (!/^[^\s.[\]"()]+$/.test(key)) return `[${JSON.stringify(key)}]`
  return index === 0 ? key : `.${key}`
}

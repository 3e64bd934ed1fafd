/** How genai-prices says which wire names a model has. */
export interface MatchLogic {
  readonly equals?: string
  readonly starts_with?: string
  readonly ends_with?: string
  readonly contains?: string
  readonly regex?: string
  readonly or?: readonly MatchLogic[]
  readonly and?: readonly MatchLogic[]
}

export function isMatch(logic: MatchLogic, name: string): boolean {
  if (logic.equals !== undefined) return name === logic.equals
  if (logic.starts_with !== undefined) return name.startsWith(logic.starts_with)
  if (logic.ends_with !== undefined) return name.endsWith(logic.ends_with)
  if (logic.contains !== undefined) return name.includes(logic.contains)
  if (logic.regex !== undefined) return new RegExp(logic.regex).test(name)
  if (logic.or !== undefined) return logic.or.some((one) => isMatch(one, name))
  return logic.and !== undefined && logic.and.every((one) => isMatch(one, name))
}

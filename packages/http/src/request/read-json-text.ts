import { notJson } from './screen-json.ts'

/** What a key of these names looks like in JSON, where its letters are not escaped; else there is an escape of an ASCII letter. */
const mayReachPrototype = /"__proto__"|"constructor"|\\u00[567]/
/** UTF-8 cannot say a surrogate: only an escape can. */
const maySplitPair = /\\u[dD][89a-fA-F]/

/** Whether the value of a text has to be walked before it is used: it may reach a prototype, or hold half a character. */
export function needsWalk(text: string): boolean {
  return mayReachPrototype.test(text) || maySplitPair.test(text)
}

/** JSON that has been screened. @throws BadRequest */
export function readJsonText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // The engine's own message quotes the text.
    const [, at] = /position (\d+)/.exec(error instanceof Error ? error.message : '') ?? []
    throw notJson(at === undefined ? undefined : Number(at))
  }
}

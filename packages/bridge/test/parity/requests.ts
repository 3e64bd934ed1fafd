import type { RequestScript, ScriptedFailure } from './scripted-provider.ts'

/** One request to a group, and how it goes for each model. */
export interface ScriptedRequest {
  readonly name: string
  readonly script: RequestScript
  /** Its failures are of several kinds: which of them a client is told, where all fail, is each gateway's own affair. */
  readonly isMixed?: boolean | undefined
}

const kinds: readonly ScriptedFailure[] = ['429', '500', 'overflow', 'policy', 'silence']

/**
 * The same twenty for every group: all is well, its first model fails, all of its models fail, everything fails; and mixed.
 * @param group names on the wire of its models, the first one first
 */
export function requestsOf(group: readonly string[]): readonly ScriptedRequest[] {
  const [first = ''] = group
  const all = (failure: ScriptedFailure): RequestScript => Object.fromEntries(group.map((model) => [model, failure]))
  return [
    { name: 'healthy', script: {} },
    ...kinds.map((kind) => ({ name: `${kind} at the first`, script: { [first]: kind } })),
    ...kinds.map((kind) => ({ name: `${kind} in the group`, script: all(kind) })),
    ...kinds.map((kind) => ({ name: `${kind} everywhere`, script: { '*': kind } })),
    { name: 'a blip at the first', script: { [first]: 'blip' } },
    { name: '429 at the first, 500 in the rest of the group', script: { ...all('500'), [first]: '429' } },
    { name: '500 at the first, silence in the rest of the group', script: { ...all('silence'), [first]: '500' } },
    { name: '429 in the group, 500 everywhere else', script: { '*': '500', ...all('429') }, isMixed: true },
  ]
}
